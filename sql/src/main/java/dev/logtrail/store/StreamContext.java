package dev.logtrail.store;

import java.util.List;
import java.util.Set;

/**
 * The part of a stream around some events, as the store knows it.
 *
 * @param trails request and environment trails, with all their events, in no particular order
 * @param wholeStream whether {@code trails} is everything stored for the stream
 * @param requestIds every request id stored for the stream; null if there are more than {@link
 *     #MAX_IDS}
 */
public record StreamContext(List<StoredTrail> trails, boolean wholeStream, Set<String> requestIds) {
  public static final int MAX_IDS = 10_000;

  public StreamContext {
    trails = List.copyOf(trails);
  }
}
