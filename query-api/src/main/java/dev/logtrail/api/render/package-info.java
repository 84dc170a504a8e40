/**
 * Writes trails as JSON and as readable text. Knows the parser's trails and no HTTP, no store: the
 * command {@code split} writes with it what it has read from a file.
 */
package dev.logtrail.api.render;
