/**
 * The inbox as a Flink source: each writer is a split, read in commit order; several are read side
 * by side. Rows that a checkpoint covers are deleted once it is complete.
 *
 * <pre>
 *  writers of the inbox ──► InboxEnumerator ──(a split a writer)──► InboxReader ──► decode
 *                                 ▲                                     │
 *                                 └──── WriterDrained: quiet, empty ────┘
 * </pre>
 */
package dev.logtrail.job.inbox;
