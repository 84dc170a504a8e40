/**
 * Entries from events: joins what is one record, reads its columns, JSON and exception, and says
 * whether a runtime reports a failure in it.
 */
package dev.logtrail.reading.entry;
