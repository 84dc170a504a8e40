package dev.logtrail.ingest.source.cloudwatch;

import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A log group, and how far it is read.
 *
 * @param group which
 * @param position how far
 */
record GroupSplit(LogGroup group, GroupPosition position) implements SourceSplit {
  GroupSplit {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(position, "position");
  }

  @Override
  public String splitId() {
    return group.key();
  }
}
