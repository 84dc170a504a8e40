/**
 * Notations that know nothing of logs: JSON values, times, patterns of names, the nearest word to a
 * misspelled one.
 *
 * <pre>
 *   text ──JsonTree──► maps and lists ──JsonText──► text
 *   text, number ──TimeText──► epoch milliseconds
 * </pre>
 */
package dev.logtrail.text;
