package dev.logtrail.ingest.source.s3;

import dev.logtrail.limit.FeedLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Looks which objects are not read. Everything is listed at first and then at times; in between
 * only what comes behind the last key, which is where dated keys appear.
 */
final class ObjectLooks {
  private static final Comparator<S3Object> OLDEST_FIRST =
      Comparator.comparingLong(S3Object::modifiedMs).thenComparing(S3Object::key);

  /** A long list is made seldom: it is paid by the thousand objects. */
  private static final long MS_A_PAGE = 3_000;

  private static final long FULL_LOOK_MS = 60_000;

  private final S3Api api;
  private final String prefix;
  private final ReadObjects read;
  private String lastDone;
  private long nextFullMs;

  /**
   * What a look has found.
   *
   * @param objects that are not read, oldest first; of many, the oldest
   * @param waiting how many there are in all
   * @param waitingBytes how long they are together
   * @param forgettableMs all that were put there before are read; null if not everything was listed
   */
  record Found(List<S3Object> objects, long waiting, long waitingBytes, Long forgettableMs) {}

  ObjectLooks(S3Api api, String prefix, ReadObjects read) {
    this.api = api;
    this.prefix = prefix;
    this.read = read;
  }

  /** An object has been read. */
  void done(S3Object object) {
    lastDone = lastDone == null || lastDone.compareTo(object.key()) < 0 ? object.key() : lastDone;
  }

  Found look(long nowMs) throws IOException {
    boolean full = nowMs >= nextFullMs || lastDone == null;
    PriorityQueue<S3Object> oldest = new PriorityQueue<>(OLDEST_FIRST.reversed());
    long waiting = 0;
    long bytes = 0;
    int pages = 0;
    String token = null;
    do {
      S3Listing page = api.list(prefix, full ? null : lastDone, token);
      pages++;
      for (S3Object object : page.objects()) {
        if (!read.isDone(object)) {
          waiting++;
          bytes += object.bytes();
          oldest.add(object);
          if (oldest.size() > FeedLimits.S3_WAITING_OBJECTS) {
            oldest.poll();
          }
        }
      }
      token = page.next();
    } while (token != null);
    List<S3Object> objects = new ArrayList<>(oldest);
    Collections.sort(objects, OLDEST_FIRST);
    Long forgettable = null;
    if (full) {
      boolean more = waiting > objects.size();
      nextFullMs = more ? nowMs : nowMs + Math.max(FULL_LOOK_MS, pages * MS_A_PAGE);
      forgettable =
          read.forgettableMs(objects.isEmpty() ? Long.MAX_VALUE : objects.get(0).modifiedMs());
    }
    return new Found(objects, waiting, bytes, forgettable);
  }
}
