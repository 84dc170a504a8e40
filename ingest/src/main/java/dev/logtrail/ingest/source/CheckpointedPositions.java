package dev.logtrail.ingest.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes to the store how far sources are read, as far as completed checkpoints cover it: what was
 * handed on before a checkpoint is stored when it is complete. Each position is written once.
 *
 * <pre>
 *  snapshotState(7) ──► snapshot(7, positions)        waits
 *  notifyCheckpointComplete(7) ──► complete(7) ──► SavedPositions, what has changed
 * </pre>
 *
 * <p>One thread at a time.
 */
public final class CheckpointedPositions implements AutoCloseable {
  private final SavedPositions store;
  private final TreeMap<Long, Map<String, Map<String, String>>> covered = new TreeMap<>();
  private final Map<String, Map<String, String>> written = new HashMap<>();

  /**
   * Nothing was written.
   *
   * @param store closed with this
   */
  public CheckpointedPositions(SavedPositions store) {
    this.store = store;
  }

  /** Where they are written. */
  public SavedPositions store() {
    return store;
  }

  /**
   * A checkpoint was begun.
   *
   * @param positions by source and part, as {@link SavedPositions} takes them
   */
  public void snapshot(long checkpointId, Map<String, Map<String, String>> positions) {
    Map<String, Map<String, String>> copy = new TreeMap<>();
    positions.forEach((source, parts) -> copy.put(source, Map.copyOf(parts)));
    covered.put(checkpointId, copy);
  }

  /**
   * A checkpoint is complete: writes what it covers. If that fails, the next one writes it.
   *
   * @return what it covers; empty if that is not known
   */
  public Map<String, Map<String, String>> complete(long checkpointId) {
    Map.Entry<Long, Map<String, Map<String, String>>> done = covered.floorEntry(checkpointId);
    covered.headMap(checkpointId, true).clear();
    if (done == null) {
      return Map.of();
    }
    done.getValue().forEach(this::write);
    // What is not in a checkpoint any more is not written any more.
    written.keySet().retainAll(done.getValue().keySet());
    return done.getValue();
  }

  private void write(String source, Map<String, String> parts) {
    Map<String, String> before = written.computeIfAbsent(source, s -> new HashMap<>());
    Map<String, String> changed = new HashMap<>();
    parts.forEach(
        (part, text) -> {
          if (!text.equals(before.get(part))) {
            changed.put(part, text);
          }
        });
    if (!changed.isEmpty()) {
      store.write(source, changed);
      before.putAll(changed);
    }
    before.keySet().retainAll(new HashSet<>(parts.keySet()));
  }

  @Override
  public void close() {
    store.close();
  }
}
