package dev.logtrail.store.fake;

import dev.logtrail.store.position.SourcePositions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Positions in memory; all openings of one share them. Fails when told to. */
public final class FakeSourcePositions implements SourcePositions {
  private final Map<String, Map<String, String>> sources;
  private final FaultPlan faults = new FaultPlan();

  /** No positions. */
  public FakeSourcePositions() {
    this(new HashMap<>());
  }

  private FakeSourcePositions(Map<String, Map<String, String>> sources) {
    this.sources = sources;
  }

  /** The same positions, opened once more. */
  public FakeSourcePositions reopen() {
    return new FakeSourcePositions(sources);
  }

  /** Plans failures of reads and writes. */
  public FaultPlan faults() {
    return faults;
  }

  @Override
  public Map<String, String> read(String source) {
    synchronized (sources) {
      return faults.around("read", () -> Map.copyOf(sources.getOrDefault(source, Map.of())));
    }
  }

  @Override
  public void write(String source, Map<String, String> positions) {
    synchronized (sources) {
      faults.around(
          "write",
          () -> {
            sources.computeIfAbsent(source, s -> new HashMap<>()).putAll(positions);
            return null;
          });
    }
  }

  @Override
  public void remove(String source, Collection<String> parts) {
    synchronized (sources) {
      faults.around(
          "remove",
          () -> sources.computeIfAbsent(source, s -> new HashMap<>()).keySet().removeAll(parts));
    }
  }

  @Override
  public void close() {
    // The positions stay.
  }
}
