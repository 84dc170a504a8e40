/**
 * {@code logtrail split}: trails from files, without a server.
 *
 * <pre>
 *  input ──► SplitInput ──► StreamSpill ──stream by stream──► SplitWriter ──► JSON lines
 *                           (EventFile: what does not fit
 *                            into memory)
 * </pre>
 */
package dev.logtrail.cli.split;
