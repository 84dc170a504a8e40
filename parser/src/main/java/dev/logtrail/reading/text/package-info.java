/**
 * A text line, its columns apart from its text, by a reader for each logger. {@link
 * dev.logtrail.reading.text.TextLines} holds the table from first character to logger.
 */
package dev.logtrail.reading.text;
