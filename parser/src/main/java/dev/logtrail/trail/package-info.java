/**
 * The words of Logtrail as values: what a log stream, an event, a trail, an entry and a report are.
 *
 * <p>Nothing here parses, reads a clock or does I/O. Times are epoch milliseconds unless a name
 * says otherwise; {@code null} means "not known", never zero.
 */
package dev.logtrail.trail;
