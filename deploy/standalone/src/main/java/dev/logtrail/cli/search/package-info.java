/**
 * What {@code logtrail search} prints: a trail and the line that matched, marked; as rows of a
 * table on a terminal.
 */
package dev.logtrail.cli.search;
