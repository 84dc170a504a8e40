package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.aws.AwsFaults;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.ingest.source.s3.ObjectEvents.InterruptedReadingException;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.FeedLimits;
import dev.logtrail.payload.bytes.DecodingBusyException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads one place: its objects, those first that were put there first, and new ones as they appear.
 * Nothing that a call answers and nothing that an object holds ends it.
 */
final class BucketReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BucketReader.class);
  private static final String LISTING = "listing objects";
  private static final long SECOND = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String place;
  private final S3Location location;
  private final S3Settings settings;
  private final Feed feed;
  private final Clock clock;
  private final ByteBudget memory;
  private final BlockingQueue<Page> pages;
  private final S3Api api;
  private final ReadObjects read;
  private final ObjectLooks looks;
  private final BacklogProgress backlog = new BacklogProgress();
  private final Map<Long, Try> tries = new HashMap<>();
  private final Thread thread;
  private long pauseMs;
  private long lagMs;
  private volatile boolean closed;

  /**
   * A page that waits to be handed on.
   *
   * @param records of one place
   * @param share what they take of the memory; null if nothing
   */
  record Page(FetchedPage<S3Record> records, ByteShare share) {}

  /** How often an object could not be read, and when it is tried again. */
  private record Try(S3Object object, int failed, long nextMs) {}

  BucketReader(
      S3Split split,
      S3Settings settings,
      Feed feed,
      Clock clock,
      ByteBudget memory,
      BlockingQueue<Page> pages) {
    this.place = split.location();
    this.location = S3Location.parse(place);
    this.settings = settings;
    this.feed = feed;
    this.clock = clock;
    this.memory = memory;
    this.pages = pages;
    this.api = new S3Api(location.bucket(), settings.access());
    this.read = new ReadObjects(split.position());
    this.looks = new ObjectLooks(api, location.prefix(), read);
    this.thread = new Thread(this::run, "s3-objects");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (ObjectDecoder decoder = new ObjectDecoder()) {
      boolean ended = false;
      while (!closed && !ended) {
        try {
          ended = round(decoder);
        } catch (IOException | RuntimeException e) {
          if (e instanceof InterruptedReadingException || closed) {
            return;
          }
          failed(LISTING, api.listing(), e);
          TimeUnit.MILLISECONDS.sleep(pauseMs);
        } catch (Error e) {
          // Such as no memory: nobody would read the place any more, without a word.
          LOG.error("{} is read again after a fault", place, e);
          TimeUnit.MILLISECONDS.sleep(SECOND);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nothing more is to be read. */
  private boolean round(ObjectDecoder decoder) throws IOException, InterruptedException {
    long now = clock.millis();
    ObjectLooks.Found found = looks.look(now);
    feed.worked(LISTING);
    pauseMs = 0;
    boolean all = found.waiting() == found.objects().size();
    backlog.found(found, all && tries.isEmpty(), now);
    tell(found, now);
    if (found.forgettableMs() != null) {
      read.before(found.forgettableMs());
      put(S3Record.before(found.forgettableMs()), null);
    }
    boolean any = false;
    // A look at what comes behind the last key does not find those again.
    Map<Long, S3Object> unread = new LinkedHashMap<>();
    tries.forEach((hash, failed) -> unread.put(hash, failed.object()));
    found.objects().forEach(object -> unread.put(object.hash(), object));
    for (S3Object object : unread.values()) {
      Try failed = tries.get(object.hash());
      if (!closed && (failed == null || failed.nextMs() <= clock.millis())) {
        any |= read(decoder, object);
      }
    }
    if (settings.once() && all && tries.isEmpty() && !closed) {
      tell(new ObjectLooks.Found(List.of(), 0, 0, null), clock.millis());
      feed.finished();
      return true;
    }
    if (!any) {
      TimeUnit.MILLISECONDS.sleep(untilNextTry());
    }
    return false;
  }

  private long untilNextTry() {
    long wait = FeedLimits.S3_LOOK_MS;
    for (Try failed : tries.values()) {
      wait = Math.min(wait, Math.max(0, failed.nextMs() - clock.millis()));
    }
    return Math.max(wait, pauseMs);
  }

  private void tell(ObjectLooks.Found found, long nowMs) {
    feed.gauge("objects_waiting", found.waiting());
    feed.gauge("bytes_waiting", found.waitingBytes());
    Long oldest = found.objects().isEmpty() ? null : found.objects().get(0).modifiedMs();
    lagMs = oldest == null ? 0 : Math.max(0, nowMs - oldest);
    feed.lag(place, lagMs);
    feed.backfill(backlog.state(nowMs));
  }

  /** Whether the object is done with; if not, it is tried again later. */
  private boolean read(ObjectDecoder decoder, S3Object object)
      throws IOException, InterruptedException {
    String reading = "reading " + object.key();
    if (!ObjectNames.holdsNoEvents(object)) {
      try {
        deliver(decoder, object);
        feed.worked(reading);
        pauseMs = 0;
      } catch (IOException | SdkException | DecodingBusyException e) {
        return again(reading, object, e);
      }
    }
    done(object);
    feed.count("objects", 1);
    return true;
  }

  private void done(S3Object object) throws InterruptedException {
    tries.remove(object.hash());
    read.done(object.hash(), object.modifiedMs());
    looks.done(object);
    backlog.done(object);
    feed.backfill(backlog.state(clock.millis()));
    put(S3Record.done(object), null);
  }

  private void deliver(ObjectDecoder decoder, S3Object object)
      throws IOException, InterruptedException {
    ObjectNames names =
        ObjectNames.of(location, settings.account(), settings.region(), object.key());
    ObjectEvents events = new ObjectEvents(this::deliver);
    try (InputStream in = new WholeObject(api, object)) {
      decoder.decode(in, names, events);
    } catch (UnreadableException e) {
      feed.count("objects_unreadable", 1);
      feed.note(object.key() + " is not readable to its end: " + e.getMessage());
      unreadable(object);
    }
    events.counts().forEach(feed::count);
    if (events.counts().containsKey("events_without_log_group")) {
      feed.note(
          object.key()
              + " names no log group, and its events are left out; right would be 's3://"
              + location.bucket()
              + "/"
              + location.prefix()
              + "?log-group=/aws/lambda/orders'");
    }
  }

  /** The job finds out what is wrong with it, and keeps it as a dead letter. */
  private void unreadable(S3Object object) throws IOException, InterruptedException {
    try (InputStream in = api.open(object, 0)) {
      byte[] bytes =
          in.readNBytes((int) Math.min(object.bytes(), DeliveryLimits.DEAD_LETTER_BYTES));
      deliver(new Delivery(Source.FILE, settings.account(), settings.region(), bytes), 0);
    }
  }

  private void deliver(Delivery delivery, int events) throws InterruptedException {
    ByteShare share = memory.share();
    while (!share.grow(Math.min(delivery.body().length, memory.limitBytes() / 8), PATIENCE)) {
      if (closed) {
        throw new InterruptedReadingException();
      }
    }
    feed.read(place, events, lagMs);
    put(S3Record.of(delivery), share);
  }

  private void put(S3Record record, ByteShare share) throws InterruptedException {
    pages.put(new Page(FetchedPage.of(place, List.of(record), false, share), share));
  }

  private boolean again(String reading, S3Object object, Exception e) throws InterruptedException {
    Try before = tries.get(object.hash());
    int failed = before == null ? 1 : before.failed() + 1;
    boolean passing = AwsFaults.isThrottled(e) || e instanceof DecodingBusyException;
    long wait = Math.min(SECOND << Math.min(failed, 10), FeedLimits.SLOWEST_RETRY_MS);
    if (passing) {
      failed(reading, api.reading(), e);
    } else if (S3Fault.isGone(e)) {
      feed.count("objects_gone", 1); // The next look tells whether it is there again.
    } else {
      feed.failed(reading, AwsFaults.words(e, api.reading()), wait);
    }
    if (failed >= FeedLimits.S3_TRIES && !passing) {
      feed.count("objects_left_out", 1);
      feed.note("%s is left out after %d tries".formatted(object.key(), failed));
      feed.worked(reading);
      done(object);
      return true;
    }
    tries.put(object.hash(), new Try(object, failed, clock.millis() + wait));
    if (passing) {
      TimeUnit.MILLISECONDS.sleep(pauseMs);
    }
    return false;
  }

  private void failed(String what, AwsPermission needed, Exception e) {
    pauseMs = Math.min(Math.max(SECOND, 2 * pauseMs), FeedLimits.SLOWEST_RETRY_MS);
    if (AwsFaults.isThrottled(e)) {
      feed.count("throttled", 1);
    }
    feed.failed(what, AwsFaults.words(e, needed), pauseMs);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
