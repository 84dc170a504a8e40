package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.aws.AwsTrial;
import java.util.List;

/** Tries every permission that reading Kinesis streams takes. */
public final class KinesisCheck {
  private KinesisCheck() {}

  /** Tries them, and adds the outcomes to a list. Nothing is consumed by that. */
  public static void run(KinesisSettings settings, List<AwsTrial> trials) {
    for (String stream : settings.streams()) {
      try (KinesisApi api = new KinesisApi(stream, settings.access(stream))) {
        AwsTrial.add(trials, api.permission("DescribeStreamSummary"), api::retentionMs);
        StreamFacts facts =
            AwsTrial.add(
                trials,
                api.permission("ListShards"),
                api::facts,
                found -> found.shards().size() + " shards, the first of which is tried");
        if (facts == null || facts.shards().isEmpty()) {
          continue;
        }
        String shard = facts.shards().get(0).id();
        String iterator =
            AwsTrial.add(
                trials,
                api.permission("GetShardIterator"),
                () -> api.iterator(shard, ShardPosition.TRIM_HORIZON));
        if (iterator != null) {
          AwsTrial.add(trials, api.permission("GetRecords"), () -> api.records(iterator));
        }
      }
    }
  }
}
