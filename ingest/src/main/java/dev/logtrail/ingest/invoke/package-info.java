/** Invokes functions, and keeps what the answer tells of the request and its log. */
package dev.logtrail.ingest.invoke;
