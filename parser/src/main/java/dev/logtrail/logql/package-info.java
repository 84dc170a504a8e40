/**
 * LogQL, as far as it is answered: lines by selectors and stages, and numbers of them.
 *
 * <pre>
 *  text ─► LogQlLexer ─► LogQlParser ─► Metric (counts, sums, arithmetic) ─┐
 *                          StageParser ─► LogQl.Lines ◄────────────────────┘
 *                                          selector, then stages that a LogLine passes, or not
 * </pre>
 */
package dev.logtrail.logql;
