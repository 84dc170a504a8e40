package dev.logtrail.store.stats;

/**
 * How much of one function's requests is stored.
 *
 * @param account owner
 * @param region where it runs
 * @param functionName its name
 * @param requests trails of requests
 * @param events their log events
 * @param rawBytes the text of these, UTF-8 bytes before compression
 * @param oldestAt epoch ms of the hour in which the oldest started
 */
public record StoredSize(
    String account,
    String region,
    String functionName,
    long requests,
    long events,
    long rawBytes,
    long oldestAt) {}
