package dev.logtrail.ingest.live;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.limit.FeedLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;

/**
 * Follows the groups of one account in one region live, as long as somebody wants to see them: they
 * cost by the minute. What does not work here keeps nothing from being read.
 */
public final class LiveTailer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveTailer.class);
  private static final long LOOK_MS = 500;

  /** Who loads a page anew follows again at once. */
  private static final int LOOKS_WITHOUT_WATCHERS = 20;

  private static final Duration LONGEST = Duration.ofHours(4);

  private final Supplier<List<LiveGroup>> known;
  private final ProvisionalLines lines;
  private final Feed feed;
  private final AwsClients clients;
  private final CloudWatchLogsAsyncClient client;
  private final List<LiveTailSession> sessions = new ArrayList<>();
  private final Thread thread;
  private long pauseMs = LOOK_MS;
  private int unwatched;
  private volatile boolean closed;

  /**
   * Follows nothing yet.
   *
   * @param known the groups, busy ones first
   */
  public LiveTailer(
      AwsAccess access, Supplier<List<LiveGroup>> known, ProvisionalLines lines, Feed feed) {
    this.known = known;
    this.lines = lines;
    this.feed = feed;
    this.clients = new AwsClients(access);
    this.client = clients.streaming(CloudWatchLogsAsyncClient.builder(), LONGEST).build();
    this.thread = new Thread(this::run, "live-tail");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        try {
          look();
        } catch (RuntimeException e) {
          LOG.warn("Following log groups live has failed; it is tried again", e);
        }
        TimeUnit.MILLISECONDS.sleep(pauseMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    List<LiveGroup> watched =
        known.get().stream().filter(group -> lines.isWatched(group.name())).toList();
    int most = FeedLimits.LIVE_GROUPS * FeedLimits.LIVE_SESSIONS;
    feed.gauge("live_tail_groups", Math.min(most, watched.size()));
    feed.gauge("live_tail_groups_left_out", Math.max(0, watched.size() - most));
    feed.gauge("live_tail_lines_unread", lines.unread());
    unwatched = watched.isEmpty() ? unwatched + 1 : 0;
    if (watched.isEmpty() && unwatched <= LOOKS_WITHOUT_WATCHERS) {
      return;
    }
    List<List<LiveGroup>> wanted = wanted(watched.subList(0, Math.min(most, watched.size())));
    backOff();
    sessions.removeIf(
        session -> {
          boolean other = !wanted.contains(session.groups());
          if (other) {
            session.close();
          }
          return other || session.isOver();
        });
    for (List<LiveGroup> groups : wanted) {
      if (sessions.stream().noneMatch(session -> session.groups().equals(groups))) {
        sessions.add(new LiveTailSession(client, groups, lines, feed));
      }
    }
  }

  /** Sessions that never began are tried again later and later. */
  private void backOff() {
    boolean refused = sessions.stream().anyMatch(s -> s.isOver() && !s.isStarted());
    pauseMs = refused ? Math.min(2 * pauseMs, FeedLimits.SLOWEST_RETRY_MS) : LOOK_MS;
  }

  /** Groups that are followed already stay where they are, so that their sessions go on. */
  private List<List<LiveGroup>> wanted(List<LiveGroup> watched) {
    List<LiveGroup> left = new ArrayList<>(watched);
    List<List<LiveGroup>> wanted = new ArrayList<>();
    for (LiveTailSession session : sessions) {
      if (watched.containsAll(session.groups())
          && (session.groups().size() == FeedLimits.LIVE_GROUPS || watched.size() == followed())) {
        wanted.add(session.groups());
        left.removeAll(session.groups());
      }
    }
    for (int i = 0; i < left.size(); i += FeedLimits.LIVE_GROUPS) {
      if (wanted.size() < FeedLimits.LIVE_SESSIONS) {
        wanted.add(List.copyOf(left.subList(i, Math.min(left.size(), i + FeedLimits.LIVE_GROUPS))));
      }
    }
    return wanted;
  }

  private int followed() {
    return sessions.stream().mapToInt(session -> session.groups().size()).sum();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sessions.forEach(LiveTailSession::close);
    client.close();
    clients.close();
  }
}
