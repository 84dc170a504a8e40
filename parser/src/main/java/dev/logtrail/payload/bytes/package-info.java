/** Bytes in memory, gzip undone within a limit, and the JSON documents that follow each other. */
package dev.logtrail.payload.bytes;
