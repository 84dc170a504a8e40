package dev.logtrail.api.load;

/**
 * What a filter pattern is tested on.
 *
 * @param eventId the event; null for a line of a log result
 * @param text its message, as it was written
 */
public record RawText(String eventId, String text) {}
