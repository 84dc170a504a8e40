package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsPermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** The calls of Kinesis that reading one stream takes. Thread-safe. */
final class KinesisApi implements AutoCloseable {
  private static final long MS_PER_HOUR = 3_600_000L;
  private static final int REGION_PART = 3;
  private static final int ACCOUNT_PART = 4;

  private final String stream;
  private final boolean isArn;
  private final AwsClients clients;
  private final KinesisClient client;

  KinesisApi(String stream, AwsAccess access) {
    this.stream = stream;
    this.isArn = KinesisSettings.isArn(stream);
    this.clients = new AwsClients(access);
    this.client = clients.configure(KinesisClient.builder()).build();
  }

  /** What a call needs to be allowed. */
  AwsPermission permission(String operation) {
    String arn = isArn ? stream : "arn:aws:kinesis:*:*:stream/" + stream;
    return new AwsPermission("kinesis:" + operation, arn);
  }

  StreamFacts facts() {
    StreamDescriptionSummary summary = summary();
    String arn = summary.streamARN();
    Instant created = summary.streamCreationTimestamp();
    return new StreamFacts(
        KinesisSettings.part(arn, ACCOUNT_PART),
        KinesisSettings.part(arn, REGION_PART),
        created == null ? 0 : created.toEpochMilli(),
        shards());
  }

  /** How long the stream holds a record, ms. */
  long retentionMs() {
    return summary().retentionPeriodHours() * MS_PER_HOUR;
  }

  private StreamDescriptionSummary summary() {
    DescribeStreamSummaryRequest.Builder request = DescribeStreamSummaryRequest.builder();
    if (isArn) {
      request.streamARN(stream);
    } else {
      request.streamName(stream);
    }
    return client.describeStreamSummary(request.build()).streamDescriptionSummary();
  }

  private List<StreamFacts.Shard> shards() {
    List<StreamFacts.Shard> all = new ArrayList<>();
    ListShardsRequest.Builder first = ListShardsRequest.builder();
    ListShardsResponse page =
        client.listShards((isArn ? first.streamARN(stream) : first.streamName(stream)).build());
    while (true) {
      page.shards().forEach(shard -> all.add(shard(shard)));
      if (page.nextToken() == null) {
        return all;
      }
      // A token stands for the stream, too: naming both is an error.
      page = client.listShards(ListShardsRequest.builder().nextToken(page.nextToken()).build());
    }
  }

  private static StreamFacts.Shard shard(Shard shard) {
    List<String> parents =
        Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
            .filter(parent -> parent != null && !parent.isEmpty())
            .toList();
    return new StreamFacts.Shard(shard.shardId(), parents);
  }

  String iterator(String shardId, ShardPosition from) {
    GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder().shardId(shardId);
    if (isArn) {
      request.streamARN(stream);
    } else {
      request.streamName(stream);
    }
    if (from.sequenceNumber() != null) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(from.sequenceNumber());
    } else if (from.isTrimHorizon()) {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    } else {
      request
          .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
          .timestamp(Instant.ofEpochMilli(from.timestampMs()));
    }
    return client.getShardIterator(request.build()).shardIterator();
  }

  GetRecordsResponse records(String iterator) {
    GetRecordsRequest.Builder request = GetRecordsRequest.builder().shardIterator(iterator);
    if (isArn) {
      request.streamARN(stream);
    }
    return client.getRecords(request.build());
  }

  @Override
  public void close() {
    client.close();
    clients.close();
  }
}
