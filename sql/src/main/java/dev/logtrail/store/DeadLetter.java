package dev.logtrail.store;

import dev.logtrail.trail.Source;

/**
 * A record that could not be read, kept 14 days so that it can be tried again.
 *
 * @param source how it came
 * @param account what was known of its account
 * @param region what was known of its region
 * @param reason what was wrong, and what would be right
 * @param body the raw bytes
 */
public record DeadLetter(
    Source source, String account, String region, String reason, byte[] body) {}
