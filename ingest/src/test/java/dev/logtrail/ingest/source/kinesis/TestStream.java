package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.source.kit.SourceRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream of the emulator, written and resharded as CloudWatch Logs and operators do. */
public final class TestStream implements AutoCloseable {
  /** Credentials that the emulator takes, as the SDK finds them in this process. */
  static {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private final String name;
  private final AwsClients clients;
  private final KinesisClient client;

  /** Makes a stream of so many shards. */
  public TestStream(URI endpoint, String name, int shards) throws Exception {
    this.name = name;
    this.clients = new AwsClients(access(endpoint));
    this.client = clients.configure(KinesisClient.builder()).build();
    client.createStream(r -> r.streamName(name).shardCount(shards));
    awaitActive();
  }

  /** How a source reaches the emulator. */
  public static AwsAccess access(URI endpoint) {
    return new AwsAccess("us-east-1", endpoint, null, null);
  }

  private void awaitActive() throws Exception {
    SourceRun.until(
        () ->
            client
                    .describeStreamSummary(r -> r.streamName(name))
                    .streamDescriptionSummary()
                    .streamStatus()
                == StreamStatus.ACTIVE,
        () -> name + " does not become active");
  }

  /**
   * A subscription payload of one event, of a log stream of its own, as CloudWatch Logs sends it.
   */
  public void put(String id) {
    put(id, payload(id, 1_700_000_000_000L));
  }

  /** Such a payload. */
  public static byte[] payload(String id, long timestamp) {
    String json =
        ("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":\"/aws/lambda/f\","
                + "\"logStream\":\"s-%s\",\"subscriptionFilters\":[\"all\"],"
                + "\"logEvents\":[{\"id\":\"%s\",\"timestamp\":%d,\"message\":\"line %s\"}]}")
            .formatted(id, id, timestamp, id);
    return gzip(json);
  }

  /** Text as CloudWatch Logs puts it into a record. */
  public static byte[] gzip(String text) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A record. */
  public void put(String key, byte[] data) {
    client.putRecord(r -> r.streamName(name).partitionKey(key).data(SdkBytes.fromByteArray(data)));
  }

  private List<Shard> open() {
    return client.listShards(r -> r.streamName(name)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .toList();
  }

  /** Splits the first open shard in two. */
  public void split() throws Exception {
    Shard shard = open().get(0);
    BigInteger from = new BigInteger(shard.hashKeyRange().startingHashKey());
    BigInteger to = new BigInteger(shard.hashKeyRange().endingHashKey());
    client.splitShard(
        r ->
            r.streamName(name)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(from.add(to).shiftRight(1).toString()));
    awaitActive();
  }

  /** Merges two open shards that are neighbours. */
  public void merge() throws Exception {
    for (Shard left : open()) {
      BigInteger next = new BigInteger(left.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
      for (Shard right : open()) {
        if (right.hashKeyRange().startingHashKey().equals(next.toString())) {
          client.mergeShards(
              r ->
                  r.streamName(name)
                      .shardToMerge(left.shardId())
                      .adjacentShardToMerge(right.shardId()));
          awaitActive();
          return;
        }
      }
    }
    throw new AssertionError("no neighbours");
  }

  /** Deletes the stream. */
  public void delete() throws Exception {
    client.deleteStream(r -> r.streamName(name));
    SourceRun.until(
        () -> !client.listStreams().streamNames().contains(name), () -> name + " is still there");
  }

  @Override
  public void close() {
    client.close();
    clients.close();
  }
}
