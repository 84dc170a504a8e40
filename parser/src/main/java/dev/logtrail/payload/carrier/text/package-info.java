/**
 * Log events as text that people copied or tools printed: which carrier it was, what it put before
 * an event, and the event's lines joined again.
 *
 * <pre>
 *  lines ──► Head (the first ones: which Carrier?) ──► a LineReader ──► OpenEvent ──► EventLists
 *            Prefix learned, or headings found         what is an event's first line,
 *                                                      what continues it
 * </pre>
 */
package dev.logtrail.payload.carrier.text;
