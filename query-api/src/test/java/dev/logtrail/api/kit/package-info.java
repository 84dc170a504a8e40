/**
 * What the tests of several packages share: a server on a free port over a store in memory, sample
 * requests, a reader of server-sent events, and a browser. {@code PagePreview} serves the page over
 * sample requests, to look at it.
 */
package dev.logtrail.api.kit;
