package dev.logtrail.store.inbox;

import dev.logtrail.trail.Delivery;

/**
 * A stored record with its place.
 *
 * @param writer which process start wrote it
 * @param seq its number, rising in commit order within the writer
 * @param delivery what was stored
 */
public record InboxItem(int writer, long seq, Delivery delivery) {}
