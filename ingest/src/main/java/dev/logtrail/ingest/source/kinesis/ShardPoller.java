package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.aws.AwsFaults;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.FeedLimits;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Reads one shard, call by call, on one thread at a time: never more than one call in 200 ms, and
 * none that memory has no room for. Nothing that a call answers ends it, but the shard's end.
 */
final class ShardPoller {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long DAY_MS = 86_400_000L;
  private static final long OVERLAP_MS = 60_000;

  private final KinesisApi api;
  private final Feed feed;
  private final Clock clock;
  private final ByteBudget memory;
  private final KinesisSplit split;
  private ShardPosition position;
  private String iterator;
  private long paceMs = FeedLimits.KINESIS_CALL_MS;
  private long retryMs;
  private long calledNs;

  /**
   * What a call has brought.
   *
   * @param page to be handed on; null if there is nothing to hand on
   * @param againMs when to call again, ms from then on; negative for never
   * @param share what the page takes of the memory; null without a page
   */
  record Polled(FetchedPage<KinesisRecord> page, long againMs, ByteShare share) {
    private static Polled nothing(long againMs) {
      return new Polled(null, againMs, null);
    }
  }

  ShardPoller(KinesisSplit split, KinesisApi api, Feed feed, Clock clock, ByteBudget memory) {
    this.split = split;
    this.position = split.position();
    this.api = api;
    this.feed = feed;
    this.clock = clock;
    this.memory = memory;
  }

  private String part() {
    return split.shardId();
  }

  private String reading() {
    return "reading " + split.shardId();
  }

  /**
   * Makes one call.
   *
   * @throws InterruptedException if the thread was interrupted while it waited for memory
   */
  Polled poll() throws InterruptedException {
    ByteShare share = memory.share();
    boolean handedOn = false;
    try {
      if (!share.grow(most(), PATIENCE)) {
        return Polled.nothing(paceMs);
      }
      calledNs = System.nanoTime();
      if (iterator == null) {
        iterator = newIterator();
      }
      Polled polled = page(api.records(iterator), share);
      handedOn = polled.page() != null;
      return polled;
    } catch (ExpiredIteratorException e) {
      iterator = null;
      feed.count("expired_iterators", 1);
      return Polled.nothing(0);
    } catch (ResourceNotFoundException e) {
      return missing(e);
    } catch (RuntimeException e) {
      return failed(e);
    } finally {
      if (!handedOn) {
        share.close();
      }
    }
  }

  /** The most that one answer may hold; of a small memory a part, so that one always goes on. */
  private long most() {
    return Math.min(FeedLimits.KINESIS_PAGE_BYTES, Math.max(1, memory.limitBytes() / 8));
  }

  private Polled page(GetRecordsResponse answer, ByteShare share) {
    List<KinesisRecord> records = new ArrayList<>(answer.records().size());
    long bytes = 0;
    for (Record record : answer.records()) {
      byte[] data = record.data().asByteArrayUnsafe();
      bytes += data.length;
      long arrived =
          record.approximateArrivalTimestamp() == null
              ? position.timestampMs()
              : record.approximateArrivalTimestamp().toEpochMilli();
      position = ShardPosition.after(record.sequenceNumber(), arrived);
      Delivery delivery = new Delivery(Source.KINESIS, split.account(), split.region(), data);
      records.add(new KinesisRecord(position, delivery));
    }
    share.shrink(Math.max(0, share.bytes() - bytes));
    feed.worked(reading());
    feed.read(part(), records.size(), answer.millisBehindLatest());
    retryMs = 0;
    paceMs = Math.max(FeedLimits.KINESIS_CALL_MS, paceMs - paceMs / 8);
    iterator = answer.nextShardIterator();
    boolean last = iterator == null;
    if (last) {
      feed.ended(part());
    }
    long again = last ? -1 : pause(records.isEmpty());
    return records.isEmpty() && !last
        ? Polled.nothing(again)
        : new Polled(FetchedPage.of(split.splitId(), records, last, share), again, share);
  }

  private long pause(boolean empty) {
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - calledNs);
    return empty ? Math.max(FeedLimits.KINESIS_EMPTY_MS, paceMs) : Math.max(0, paceMs - tookMs);
  }

  private String newIterator() {
    sayWhatIsLost();
    try {
      return api.iterator(split.shardId(), position);
    } catch (InvalidArgumentException e) {
      if (position.sequenceNumber() == null) {
        throw e;
      }
      // A stream that was made again does not know the numbers of the one before.
      feed.count("unknown_positions", 1);
      return api.iterator(split.shardId(), position.before(OVERLAP_MS));
    }
  }

  /** A position that the stream holds no record of any more is silently the oldest one. */
  private void sayWhatIsLost() {
    long age = clock.millis() - position.timestampMs();
    if (position.sequenceNumber() != null && age > DAY_MS && age > api.retentionMs()) {
      feed.count("positions_beyond_retention", 1);
      feed.note(
          "records of %s from %s on were not read before the stream's retention ended; reading goes on with the oldest that is left"
              .formatted(split.shardId(), Instant.ofEpochMilli(position.timestampMs())));
    }
  }

  /** The shard is gone, or the whole stream. */
  private Polled missing(ResourceNotFoundException e) {
    iterator = null;
    try {
      boolean listed =
          api.facts().shards().stream().anyMatch(shard -> shard.id().equals(split.shardId()));
      if (!listed) {
        feed.count("shards_gone", 1);
        feed.worked(reading());
        feed.ended(part());
        return new Polled(
            FetchedPage.of(split.splitId(), List.of(), true, null), -1, memory.share());
      }
    } catch (SdkException also) {
      return failed(also);
    }
    return failed(e);
  }

  private Polled failed(RuntimeException e) {
    if (Thread.currentThread().isInterrupted()) {
      return Polled.nothing(-1);
    }
    if (AwsFaults.isThrottled(e)) {
      feed.count("throttled", 1);
      paceMs = Math.min(2 * paceMs, FeedLimits.KINESIS_SLOWEST_CALL_MS);
      return Polled.nothing(paceMs);
    }
    iterator = e instanceof InvalidArgumentException ? null : iterator;
    retryMs = Math.min(Math.max(1_000, 2 * retryMs), FeedLimits.SLOWEST_RETRY_MS);
    String operation = iterator == null ? "GetShardIterator" : "GetRecords";
    feed.failed(reading(), AwsFaults.words(e, api.permission(operation)), retryMs);
    return Polled.nothing(retryMs);
  }
}
