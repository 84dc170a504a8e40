package dev.logtrail.text;

/**
 * A value that is JSON text already: {@link JsonText} writes it as it stands.
 *
 * @param text the JSON, not null
 */
public record RawJson(String text) {}
