package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.trail.Delivery;

/**
 * What one call has brought of a log group.
 *
 * @param position how far the group is read with it
 * @param events how many new events
 * @param delivery its new events as subscription payloads; null if there are none
 */
record LogsRecord(GroupPosition position, int events, Delivery delivery) {}
