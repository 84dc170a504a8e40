/**
 * One message, taken alone: what kind of line it is, and what it says of its request.
 *
 * <p>Hand-written scanners; no regular expression. Whether to believe a line (function output can
 * imitate any of them) is decided by {@code dev.logtrail.attribution}, which sees its neighbours.
 */
package dev.logtrail.line;
