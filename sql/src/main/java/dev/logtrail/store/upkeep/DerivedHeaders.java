package dev.logtrail.store.upkeep;

/**
 * How far the headers of trails that an older parser wrote have been derived anew.
 *
 * @param parserVersion the version by which they are
 * @param lookedAt trails looked at so far
 * @param changed those of them whose header came out otherwise
 * @param isDone whether none is left
 */
public record DerivedHeaders(int parserVersion, long lookedAt, long changed, boolean isDone) {}
