package dev.logtrail.ingest.bench;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * A Kinesis stream that is made for a measurement and deleted after it: written as fast as it
 * takes, and read by a plain loop. No other stream is touched.
 */
public final class BenchStream implements AutoCloseable {
  private static final int PUT_RECORDS = 500;
  private static final int PUT_BYTES = 4 << 20;
  private static final int READ_RECORDS = 10_000;
  private static final int KEYS = 256;
  private static final long PAUSE_MS = 20;

  private final String name;
  private final AwsClients clients;
  private final KinesisClient client;

  /**
   * Makes one, and returns when it is active.
   *
   * @param shards how many shards it has
   * @throws AwsCallException if that cannot be
   */
  public BenchStream(AwsAccess access, int shards) throws AwsCallException, InterruptedException {
    this.name = "logtrail-bench-" + UUID.randomUUID();
    this.clients = new AwsClients(access);
    KinesisClient made = null;
    try {
      made = clients.configure(KinesisClient.builder()).build();
      made.createStream(r -> r.streamName(name).shardCount(shards));
      while (status(made) != StreamStatus.ACTIVE) {
        Thread.sleep(PAUSE_MS);
      }
    } catch (SdkException e) {
      if (made != null) {
        made.close();
      }
      clients.close();
      throw new AwsCallException(e, new AwsPermission("kinesis:CreateStream", "*"));
    }
    this.client = made;
  }

  private StreamStatus status(KinesisClient asked) {
    return asked
        .describeStreamSummary(r -> r.streamName(name))
        .streamDescriptionSummary()
        .streamStatus();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Writes records, in this order, over all shards. */
  public void put(List<byte[]> records) throws InterruptedException {
    List<PutRecordsRequestEntry> batch = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      byte[] data = records.get(i);
      if (batch.size() == PUT_RECORDS || bytes + data.length > PUT_BYTES) {
        send(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(
          PutRecordsRequestEntry.builder()
              .partitionKey("key-" + i % KEYS)
              .data(SdkBytes.fromByteArrayUnsafe(data))
              .build());
      bytes += data.length;
    }
    send(batch);
  }

  /** Until none is refused for its shard's rate. */
  private void send(List<PutRecordsRequestEntry> batch) throws InterruptedException {
    List<PutRecordsRequestEntry> left = batch;
    while (!left.isEmpty()) {
      List<PutRecordsRequestEntry> sent = left;
      var answer = client.putRecords(r -> r.streamName(name).records(sent)).records();
      left = new ArrayList<>();
      for (int i = 0; i < sent.size(); i++) {
        if (answer.get(i).errorCode() != null) {
          left.add(sent.get(i));
        }
      }
      if (!left.isEmpty()) {
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  /**
   * Reads from the beginning, shard by shard, as fast as a loop can.
   *
   * @param count how many records there are
   * @param each is given every record
   */
  public void read(long count, Consumer<byte[]> each) throws InterruptedException {
    List<String> iterators = new ArrayList<>();
    for (Shard shard : client.listShards(r -> r.streamName(name)).shards()) {
      iterators.add(
          client
              .getShardIterator(
                  r ->
                      r.streamName(name)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator());
    }
    long left = count;
    while (left > 0) {
      int seen = 0;
      for (int i = 0; i < iterators.size(); i++) {
        String iterator = iterators.get(i);
        GetRecordsResponse page =
            client.getRecords(r -> r.shardIterator(iterator).limit(READ_RECORDS));
        page.records().forEach(record -> each.accept(record.data().asByteArrayUnsafe()));
        seen += page.records().size();
        iterators.set(i, page.nextShardIterator());
      }
      left -= seen;
      if (seen == 0) {
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  /** Deletes it. */
  @Override
  public void close() {
    try (clients;
        client) {
      client.deleteStream(r -> r.streamName(name));
    }
  }
}
