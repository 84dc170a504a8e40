package dev.logtrail.ingest.source.kinesis;

import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader tells the enumerator which shards it has read to their ends.
 *
 * @param splits ids of their splits
 */
record FinishedShards(Set<String> splits) implements SourceEvent {
  private static final long serialVersionUID = 1L;

  FinishedShards {
    splits = Set.copyOf(splits);
  }
}
