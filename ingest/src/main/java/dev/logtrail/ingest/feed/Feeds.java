package dev.logtrail.ingest.feed;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The feeds of this process, so that a program which holds both job and API can tell how they are
 * doing. Thread-safe.
 */
public final class Feeds {
  private static final Feeds HERE = new Feeds();

  private final Map<String, Feed> feeds = new TreeMap<>();

  Feeds() {}

  /** This process's. */
  public static Feeds here() {
    return HERE;
  }

  /**
   * The feed of this name; the same one each time.
   *
   * @param source the word of the way its events come
   * @param name what is read
   */
  public synchronized Feed feed(String source, String name, Clock clock) {
    return feeds.computeIfAbsent(source + "\n" + name, key -> new Feed(source, name, clock));
  }

  /** How all of them are doing, by source and name. */
  public List<FeedState> states() {
    List<Feed> all;
    synchronized (this) {
      all = List.copyOf(feeds.values());
    }
    return all.stream().map(Feed::state).toList();
  }
}
