/**
 * Explains why a request failed: by its own lines, by those of requests of the same function that
 * went well, and by earlier failures.
 */
package dev.logtrail.api.explain;
