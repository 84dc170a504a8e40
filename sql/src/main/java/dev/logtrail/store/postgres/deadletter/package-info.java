/**
 * Table {@code dead_letter}: what could not be read or stored, until it can be, is deleted or too
 * old.
 *
 * <pre>
 *  refused ──► DeadLetterTable.insert ──► dead_letter ──► deleted after 14 days, or to make room
 *                        ▲                    │ tried again: its bytes also stand in inbox
 *                        │ refused again      ▼
 *                        └───────────────── inbox ──► stored: both rows go in one transaction
 * </pre>
 */
package dev.logtrail.store.postgres.deadletter;
