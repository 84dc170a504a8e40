/** Tells how Logtrail itself is doing: health checks, and each source with its lag and losses. */
package dev.logtrail.api.status;
