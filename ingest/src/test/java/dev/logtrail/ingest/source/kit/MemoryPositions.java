package dev.logtrail.ingest.source.kit;

import dev.logtrail.ingest.source.SavedPositions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.util.function.SerializableSupplier;

/** Positions in memory, by name, so that tasks find them where they run. */
public final class MemoryPositions implements SavedPositions {
  private static final Map<String, MemoryPositions> ALL = new ConcurrentHashMap<>();

  private final Map<String, Map<String, String>> sources = new HashMap<>();

  private MemoryPositions() {}

  /** Those of this name. */
  public static MemoryPositions named(String name) {
    return ALL.computeIfAbsent(name, n -> new MemoryPositions());
  }

  /** Opens them where a task runs. */
  public static SerializableSupplier<SavedPositions> opener(String name) {
    return () -> named(name);
  }

  @Override
  public synchronized Map<String, String> read(String source) {
    return Map.copyOf(sources.getOrDefault(source, Map.of()));
  }

  @Override
  public synchronized void write(String source, Map<String, String> positions) {
    sources.computeIfAbsent(source, s -> new HashMap<>()).putAll(positions);
  }

  @Override
  public synchronized void remove(String source, Collection<String> parts) {
    sources.getOrDefault(source, new HashMap<>()).keySet().removeAll(parts);
  }

  @Override
  public void close() {
    // They stay.
  }
}
