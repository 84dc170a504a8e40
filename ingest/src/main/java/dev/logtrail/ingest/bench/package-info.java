/** A stream of its own for measurements of Kinesis. */
package dev.logtrail.ingest.bench;
