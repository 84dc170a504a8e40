package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsAccounts;
import dev.logtrail.ingest.aws.AwsFaults;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.source.AssignedSplits;
import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.limit.FeedLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks which log groups fit the patterns, and gives new ones to the reader. */
final class GroupEnumerator implements SplitEnumerator<GroupSplit, AssignedSplits> {
  private final LogGroupSettings settings;
  private final Supplier<SavedPositions> stores;
  private final Feed feed;
  private final Clock clock;
  private final SplitEnumeratorContext<GroupSplit> context;
  private final Set<String> assigned = new HashSet<>();
  private final List<GroupSplit> waiting = new ArrayList<>();
  private final Map<AwsAccess, LogsApi> apis = new HashMap<>();
  private SavedPositions store;
  private volatile boolean closed;

  /** What a look at one pattern has found. */
  private record Look(List<LogGroup> groups, Map<String, GroupPosition> saved) {}

  GroupEnumerator(
      LogGroupSettings settings,
      Supplier<SavedPositions> stores,
      Feed feed,
      Clock clock,
      SplitEnumeratorContext<GroupSplit> context,
      AssignedSplits restored) {
    this.settings = settings;
    this.stores = stores;
    this.feed = feed;
    this.clock = clock;
    this.context = context;
    assigned.addAll(restored.keys());
  }

  @Override
  public void start() {
    for (LogGroupPattern pattern : settings.parsed()) {
      for (AwsAccess access : settings.listings(pattern)) {
        context.callAsync(
            () -> look(pattern, access),
            (look, fault) -> found(pattern, access, look, fault),
            0,
            settings.lookAgain().toMillis());
      }
    }
  }

  private synchronized Look look(LogGroupPattern pattern, AwsAccess access) {
    if (store == null) {
      store = stores.get();
    }
    LogsApi api = apis.computeIfAbsent(access, LogsApi::new);
    return new Look(api.groups(pattern), SavedGroups.read(store));
  }

  private void found(LogGroupPattern pattern, AwsAccess access, Look look, Throwable fault) {
    String of = access.role() == null ? "" : " of account " + AwsAccounts.account(access.role());
    String what = "listing log groups " + pattern.glob() + of;
    if (closed || fault instanceof AbortedException) {
      return; // The job ends.
    }
    if (fault != null) {
      String reason =
          fault instanceof SdkException
              ? AwsFaults.words(fault, LogsApi.listing())
              : String.valueOf(fault.getMessage());
      feed.failed(what, reason, settings.lookAgain().toMillis());
      return;
    }
    feed.worked(what);
    if (look.groups().isEmpty()) {
      feed.note("no log group" + of + " fits " + pattern.glob() + "; it is looked for again");
    }
    long now = clock.millis();
    GroupPosition fresh = GroupPosition.begin(now, now - settings.since().toMillis());
    for (LogGroup group : look.groups()) {
      if (assigned.size() >= FeedLimits.LOG_GROUPS && !assigned.contains(group.key())) {
        feed.count("log_groups_limit", 1);
      } else if (assigned.add(group.key())) {
        GroupPosition saved = look.saved().get(group.key());
        waiting.add(new GroupSplit(group, saved == null ? fresh : saved.since(fresh.sinceMs())));
      }
    }
    feed.gauge("log_groups", assigned.size());
    assign();
  }

  private void assign() {
    if (!context.registeredReaders().isEmpty()) {
      int reader = context.registeredReaders().keySet().iterator().next();
      waiting.forEach(split -> context.assignSplit(split, reader));
      waiting.clear();
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // The reader is given what there is.
  }

  @Override
  public void addSplitsBack(List<GroupSplit> splits, int subtask) {
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
  public synchronized void close() {
    closed = true; // A call that is under way fails for no other reason.
    apis.values().forEach(LogsApi::close);
    if (store != null) {
      store.close();
    }
  }
}
