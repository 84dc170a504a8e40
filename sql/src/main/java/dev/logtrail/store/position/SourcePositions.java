package dev.logtrail.store.position;

import java.util.Collection;
import java.util.Map;

/**
 * How far each part of a source is read. All up to there is in the store, so that a store which is
 * put back from a backup brings positions that fit it. Thread-safe.
 */
public interface SourcePositions extends AutoCloseable {

  /**
   * The positions of a source, by part.
   *
   * @param source such as {@code kinesis/logs}
   * @throws dev.logtrail.store.StoreException if the database fails
   */
  Map<String, String> read(String source);

  /**
   * Replaces the positions of these parts, all or none; those of other parts stay.
   *
   * @throws dev.logtrail.store.StoreException if the database fails; nothing is stored
   */
  void write(String source, Map<String, String> positions);

  /**
   * Forgets parts, all or none; nothing happens for one that is not known.
   *
   * @throws dev.logtrail.store.StoreException if the database fails; nothing is forgotten
   */
  void remove(String source, Collection<String> parts);

  @Override
  void close();
}
