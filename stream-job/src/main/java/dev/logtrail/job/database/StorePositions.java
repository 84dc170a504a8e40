package dev.logtrail.job.database;

import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.store.position.SourcePositions;
import java.util.Collection;
import java.util.Map;

/**
 * The store's positions, as sources know them.
 *
 * @param positions closed with this
 */
record StorePositions(SourcePositions positions) implements SavedPositions {
  @Override
  public Map<String, String> read(String source) {
    return positions.read(source);
  }

  @Override
  public void write(String source, Map<String, String> of) {
    positions.write(source, of);
  }

  @Override
  public void remove(String source, Collection<String> parts) {
    positions.remove(source, parts);
  }

  @Override
  public void close() {
    positions.close();
  }
}
