package dev.logtrail.store;

import dev.logtrail.trail.Source;

/**
 * A record that could not be read or stored, kept for 14 days so that it can be tried again.
 *
 * @param source how it came
 * @param account its account; null if not known
 * @param region its region; null if not known
 * @param reason what was wrong, and what would be right; never null
 * @param body the raw bytes as they came; never null
 */
public record DeadLetter(
    Source source, String account, String region, String reason, byte[] body) {}
