/** How events come in: the doors, AWS's APIs, files; each in a package of its own. */
package dev.logtrail.ingest;
