/**
 * LogQL, as far as it is answered: selectors, line filters, {@code json}, filters of labels, counts
 * and rates over time, sums by label.
 *
 * <pre>
 *  text ─► LogQlParser ─► LogQl.Lines, or LogQl.Counted over one ─► LogLine passes, or not
 * </pre>
 */
package dev.logtrail.logql;
