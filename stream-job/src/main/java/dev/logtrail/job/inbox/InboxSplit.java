package dev.logtrail.job.inbox;

import java.util.Map;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The inbox as a split: there is one.
 *
 * @param positions for each writer, the last number read; says what a checkpoint covers, not where
 *     the next reader begins
 */
record InboxSplit(Map<Integer, Long> positions) implements SourceSplit {
  static final String ID = "inbox";

  InboxSplit {
    positions = Map.copyOf(positions);
  }

  @Override
  public String splitId() {
    return ID;
  }
}
