package dev.logtrail.store;

import dev.logtrail.limit.EventLimits;
import java.util.List;
import java.util.Set;

/**
 * The part of a stream around some events, as the store knows it.
 *
 * @param trails request and environment trails, with all their events, in no particular order
 * @param wholeStream whether {@code trails} is everything stored for the stream
 * @param requestIds every request id stored for the stream; null if there are more than {@link
 *     EventLimits#STREAM_REQUEST_IDS}
 */
public record StreamContext(List<StoredTrail> trails, boolean wholeStream, Set<String> requestIds) {
  public StreamContext {
    trails = List.copyOf(trails);
  }
}
