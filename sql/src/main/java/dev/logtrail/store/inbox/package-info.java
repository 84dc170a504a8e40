/**
 * The durable queue between the doors, which put deliveries, and the job, which reads them by
 * position and deletes what it has stored.
 */
package dev.logtrail.store.inbox;
