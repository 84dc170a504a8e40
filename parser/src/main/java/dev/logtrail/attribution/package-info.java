/**
 * Whose each event of a stream is.
 *
 * <p>{@code ScannedEvent}s go in, sorted by (timestamp, id); {@code AttemptFinder} finds the
 * requests by their markers, {@code Sweep} walks once and assigns each event. {@link
 * dev.logtrail.attribution.StreamSplit} does it for a whole stream; {@link
 * dev.logtrail.attribution.StreamTracker} delivery by delivery, with the same result.
 *
 * <p>An overflow or a late line never guesses: the tracker refuses, and the same attribution runs
 * over what the store holds.
 */
package dev.logtrail.attribution;
