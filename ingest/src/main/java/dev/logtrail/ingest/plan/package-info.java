/** What log groups hold, so that it can be told what their delivery would cost. */
package dev.logtrail.ingest.plan;
