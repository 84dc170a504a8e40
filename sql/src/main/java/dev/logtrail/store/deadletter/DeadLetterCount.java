package dev.logtrail.store.deadletter;

import dev.logtrail.store.DeadLetterStage;

/**
 * How many dead letters there are of one kind.
 *
 * @param stage what could not be done with them
 * @param reason the beginning of their reason, without what differs from letter to letter
 * @param letters how many
 * @param bytes what they take
 */
public record DeadLetterCount(DeadLetterStage stage, String reason, long letters, long bytes) {}
