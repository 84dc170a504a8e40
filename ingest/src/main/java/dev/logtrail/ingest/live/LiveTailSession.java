package dev.logtrail.ingest.live;

import dev.logtrail.ingest.AsyncFault;
import dev.logtrail.ingest.aws.AwsFaults;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionUpdate;
import software.amazon.awssdk.services.cloudwatchlogs.model.SessionTimeoutException;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailResponseHandler;

/** One call of StartLiveTail: up to ten groups, for three hours at most. */
final class LiveTailSession implements AutoCloseable {
  private static final long AGAIN_MS = 1_000;
  private static final String SAMPLED =
      "Live Tail shows a sample: more than 500 lines a second were written; all of them are read";

  private final List<LiveGroup> groups;
  private final ProvisionalLines lines;
  private final Feed feed;
  private final CompletableFuture<Void> call;
  private volatile boolean closed;
  private volatile boolean started;
  private boolean saidSampled;

  LiveTailSession(
      CloudWatchLogsAsyncClient client, List<LiveGroup> groups, ProvisionalLines lines, Feed feed) {
    this.groups = groups;
    this.lines = lines;
    this.feed = feed;
    this.call =
        client.startLiveTail(
            StartLiveTailRequest.builder()
                .logGroupIdentifiers(groups.stream().map(LiveGroup::arn).toList())
                .build(),
            StartLiveTailResponseHandler.builder()
                .subscriber(
                    StartLiveTailResponseHandler.Visitor.builder()
                        .onSessionStart(start -> started())
                        .onSessionUpdate(this::update)
                        .build())
                .build());
    call.whenComplete((nothing, fault) -> ended(fault));
  }

  /** What a call needs to be allowed. */
  static AwsPermission permission(LiveGroup group) {
    return new AwsPermission("logs:StartLiveTail", group.arn());
  }

  List<LiveGroup> groups() {
    return groups;
  }

  boolean isOver() {
    return call.isDone();
  }

  /** Whether AWS has taken the call. */
  boolean isStarted() {
    return started;
  }

  private static String what() {
    return "following live";
  }

  private void started() {
    started = true;
    feed.worked(what());
    feed.count("live_tail_sessions", 1);
  }

  private void update(LiveTailSessionUpdate update) {
    if (update.sessionMetadata() != null
        && Boolean.TRUE.equals(update.sessionMetadata().sampled())) {
      feed.count("live_tail_sampled_updates", 1);
      if (!saidSampled) {
        saidSampled = true;
        feed.note(SAMPLED);
      }
    }
    Map<LogStream, List<LogEvent>> shown = new LinkedHashMap<>();
    for (LiveTailSessionLogEvent line : update.sessionResults()) {
      LogStream stream = stream(line);
      if (stream != null && line.message() != null && line.timestamp() != null) {
        shown
            .computeIfAbsent(stream, s -> new ArrayList<>())
            .add(new LogEvent("", line.timestamp(), line.message()));
      }
    }
    feed.count("live_tail_lines", update.sessionResults().size());
    if (!shown.isEmpty()) {
      lines.shown(shown);
    }
  }

  /** Null if the line is of a group that was not asked for. */
  private LogStream stream(LiveTailSessionLogEvent line) {
    for (LiveGroup group : groups) {
      if (line.logGroupIdentifier() != null && group.isNamed(line.logGroupIdentifier())) {
        return new LogStream(group.account(), group.region(), group.name(), line.logStreamName());
      }
    }
    return null;
  }

  private void ended(Throwable fault) {
    Throwable cause = AsyncFault.cause(fault);
    if (closed) {
      return;
    }
    if (cause == null || cause instanceof SessionTimeoutException) {
      // After three hours AWS ends it; another one begins at once.
      feed.count("live_tail_sessions_ended", 1);
      return;
    }
    feed.failed(what(), AwsFaults.words(cause, permission(groups.get(0))), AGAIN_MS);
  }

  @Override
  public void close() {
    closed = true;
    call.cancel(true);
  }
}
