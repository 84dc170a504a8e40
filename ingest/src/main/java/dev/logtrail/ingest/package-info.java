/** The doors events come in by, as plain functions that hand over to the next stage. */
package dev.logtrail.ingest;
