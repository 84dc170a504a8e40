package dev.logtrail.job.inbox;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The deliveries of one writer as a split.
 *
 * @param writer the writer's number
 * @param position the last number read; says what a checkpoint covers, not where the next reader
 *     begins
 */
record InboxSplit(int writer, long position) implements SourceSplit {

  /** A writer of which nothing is read yet. */
  static InboxSplit of(int writer) {
    return new InboxSplit(writer, 0);
  }

  @Override
  public String splitId() {
    return id(writer);
  }

  static String id(int writer) {
    return "writer-" + writer;
  }
}
