/**
 * The job's lease in PostgreSQL: an advisory lock of a session, and a token in {@code job_lease}.
 */
package dev.logtrail.store.postgres.lease;
