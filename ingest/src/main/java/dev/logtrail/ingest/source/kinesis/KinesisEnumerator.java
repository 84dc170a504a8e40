package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.aws.AwsFaults;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.SavedPositions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Looks which shards there are, and gives each to a reader once its parents are read. Calls of AWS
 * and the store run beside its thread.
 */
final class KinesisEnumerator implements SplitEnumerator<KinesisSplit, StreamState> {
  private static final long LOOK_MS = 10_000;
  private static final String LISTING = "listing its shards";

  private final KinesisSettings settings;
  private final Supplier<SavedPositions> stores;
  private final Clock clock;
  private final SplitEnumeratorContext<KinesisSplit> context;
  private final Map<String, StreamShards> streams = new LinkedHashMap<>();
  private final Map<String, ShardPosition> starts = new HashMap<>();
  private final Map<String, KinesisApi> apis = new ConcurrentHashMap<>();
  private final List<KinesisSplit> waiting = new ArrayList<>();
  private final Map<Integer, Integer> given = new TreeMap<>();
  private volatile SavedPositions store;
  private volatile boolean closed;

  /** What a look has found. */
  private record Look(StreamFacts facts, SavedShards saved) {}

  KinesisEnumerator(
      KinesisSettings settings,
      Supplier<SavedPositions> stores,
      Clock clock,
      SplitEnumeratorContext<KinesisSplit> context,
      StreamState restored) {
    this.settings = settings;
    this.stores = stores;
    this.clock = clock;
    this.context = context;
    for (String stream : settings.streams()) {
      streams.put(stream, new StreamShards(stream, restored.streams().get(stream)));
    }
  }

  @Override
  public void start() {
    for (String stream : settings.streams()) {
      starts.put(stream, settings.from().position(clock));
      context.callAsync(
          () -> look(stream), (look, fault) -> found(stream, look, fault), 0, LOOK_MS);
    }
  }

  private Look look(String stream) {
    StreamFacts facts = api(stream).facts();
    return new Look(facts, SavedShards.read(store(), stream));
  }

  private KinesisApi api(String stream) {
    return apis.computeIfAbsent(stream, name -> new KinesisApi(name, settings.access(name)));
  }

  private synchronized SavedPositions store() {
    if (store == null) {
      store = stores.get();
    }
    return store;
  }

  private Feed feed(String stream) {
    return Feeds.here().feed("kinesis", stream, clock);
  }

  private void found(String stream, Look look, Throwable fault) {
    if (closed || fault instanceof AbortedException) {
      return; // The job ends.
    }
    if (fault != null) {
      feed(stream).failed(LISTING, words(stream, fault), LOOK_MS);
      return;
    }
    feed(stream).worked(LISTING);
    StreamShards shards = streams.get(stream);
    boolean isNew = !shards.isBegun() && shards.begin(look.saved(), starts.get(stream));
    boolean isOther = shards.createdMs() != look.facts().createdMs();
    waiting.addAll(shards.ready(look.facts()));
    if (isNew || isOther) {
      ShardPosition origin = shards.origin();
      long created = shards.createdMs();
      later(stream, () -> SavedShards.writeOrigin(store(), stream, created, origin));
    }
    Set<String> gone = shards.forgetGone();
    if (!gone.isEmpty()) {
      later(stream, () -> store().remove(SavedShards.source(stream), gone));
    }
    assign();
  }

  private String words(String stream, Throwable fault) {
    KinesisApi api = apis.get(stream);
    return api == null || !(fault instanceof SdkException)
        ? String.valueOf(fault.getMessage())
        : AwsFaults.words(fault, api.permission("ListShards"));
  }

  /** Something for the store, beside the enumerator's thread. */
  private void later(String stream, Runnable write) {
    context.callAsync(
        () -> {
          write.run();
          return true;
        },
        (done, fault) -> {
          if (fault != null) {
            feed(stream).failed(LISTING, String.valueOf(fault.getMessage()), LOOK_MS);
          }
        });
  }

  private void assign() {
    if (context.registeredReaders().isEmpty()) {
      return;
    }
    for (KinesisSplit split : waiting) {
      int reader = leastBusy();
      given.merge(reader, 1, Integer::sum);
      context.assignSplit(split, reader);
    }
    waiting.clear();
  }

  private int leastBusy() {
    int least = -1;
    for (int reader : context.registeredReaders().keySet()) {
      if (least < 0 || given.getOrDefault(reader, 0) < given.getOrDefault(least, 0)) {
        least = reader;
      }
    }
    return least;
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof FinishedShards ended) {
      for (String split : ended.splits()) {
        int slash = split.lastIndexOf('/');
        String stream = split.substring(0, slash);
        StreamShards shards = streams.get(stream);
        if (shards != null) {
          given.computeIfPresent(subtask, (reader, n) -> Math.max(0, n - 1));
          shards.finish(split.substring(slash + 1));
          waiting.addAll(shards.ready());
          // Its children may be too new to have been listed.
          context.callAsync(() -> look(stream), (look, fault) -> found(stream, look, fault));
        }
      }
      assign();
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // Readers are given what there is.
  }

  @Override
  public void addSplitsBack(List<KinesisSplit> splits, int subtask) {
    given.remove(subtask);
    waiting.addAll(splits);
    assign();
  }

  @Override
  public void addReader(int subtask) {
    assign();
  }

  @Override
  public StreamState snapshotState(long checkpointId) {
    Map<String, StreamState.Shards> state = new HashMap<>();
    streams.forEach(
        (name, shards) -> {
          Set<String> notGiven =
              waiting.stream()
                  .filter(split -> split.stream().equals(name))
                  .map(KinesisSplit::shardId)
                  .collect(Collectors.toSet());
          StreamState.Shards of = shards.state(notGiven);
          if (of != null) {
            state.put(name, of);
          }
        });
    return new StreamState(state);
  }

  @Override
  public void close() {
    closed = true; // A call that is under way fails for no other reason.
    apis.values().forEach(KinesisApi::close);
    SavedPositions open = store;
    if (open != null) {
      open.close();
    }
  }
}
