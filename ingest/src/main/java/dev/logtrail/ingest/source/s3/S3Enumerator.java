package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.AssignedSplits;
import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.limit.FeedLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives each place to a reader, with what the store holds of it. */
final class S3Enumerator implements SplitEnumerator<S3Split, AssignedSplits> {
  private static final String OPENING = "looking up how far it is read";

  private final S3Settings settings;
  private final Supplier<SavedPositions> stores;
  private final Clock clock;
  private final SplitEnumeratorContext<S3Split> context;
  private final Set<String> assigned = new HashSet<>();
  private final List<S3Split> waiting = new ArrayList<>();
  private boolean known;

  S3Enumerator(
      S3Settings settings,
      Supplier<SavedPositions> stores,
      Clock clock,
      SplitEnumeratorContext<S3Split> context,
      AssignedSplits restored) {
    this.settings = settings;
    this.stores = stores;
    this.clock = clock;
    this.context = context;
    assigned.addAll(restored.keys());
  }

  @Override
  public void start() {
    context.callAsync(this::saved, this::begin, 0, FeedLimits.SLOWEST_RETRY_MS);
  }

  private Map<String, S3Position> saved() {
    if (known) {
      return Map.of();
    }
    try (SavedPositions store = stores.get()) {
      return SavedPlaces.read(store);
    }
  }

  private void begin(Map<String, S3Position> saved, Throwable fault) {
    if (known) {
      return;
    }
    for (String place : settings.places()) {
      if (fault != null) {
        Feeds.here()
            .feed("s3", place, clock)
            .failed(OPENING, String.valueOf(fault.getMessage()), FeedLimits.SLOWEST_RETRY_MS);
      } else {
        Feeds.here().feed("s3", place, clock).worked(OPENING);
        if (assigned.add(place)) {
          waiting.add(
              new S3Split(place, saved.getOrDefault(place, settings.begin(clock.millis()))));
        }
      }
    }
    known = fault == null;
    assign();
  }

  private void assign() {
    List<Integer> readers = new ArrayList<>(new TreeSet<>(context.registeredReaders().keySet()));
    if (readers.isEmpty()) {
      return;
    }
    for (S3Split split : waiting) {
      int at = Math.floorMod(settings.places().indexOf(split.location()), readers.size());
      context.assignSplit(split, readers.get(at));
    }
    waiting.clear();
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // Readers are given what there is.
  }

  @Override
  public void addSplitsBack(List<S3Split> splits, int subtask) {
    waiting.addAll(splits);
    assign();
  }

  @Override
  public void addReader(int subtask) {
    assign();
  }

  @Override
  public AssignedSplits snapshotState(long checkpointId) {
    Set<String> given = new HashSet<>(assigned);
    waiting.forEach(split -> given.remove(split.splitId()));
    return new AssignedSplits(given);
  }

  @Override
  public void close() {
    // Its store is closed each time.
  }
}
