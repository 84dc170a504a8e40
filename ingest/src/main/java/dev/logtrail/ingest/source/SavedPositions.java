package dev.logtrail.ingest.source;

import java.util.Collection;
import java.util.Map;

/**
 * How far a source has read, kept where the trails are: a start without a checkpoint goes on from
 * there, and a store put back from a backup brings its own positions with it.
 */
public interface SavedPositions extends AutoCloseable {

  /**
   * What was saved last.
   *
   * @param source the name of what is read, such as {@code kinesis/logs}
   * @return by part, such as a shard; the texts are the source's own
   */
  Map<String, String> read(String source);

  /** Replaces the positions of these parts; those of other parts stay. */
  void write(String source, Map<String, String> positions);

  /** Forgets parts that are gone. */
  void remove(String source, Collection<String> parts);

  @Override
  void close();
}
