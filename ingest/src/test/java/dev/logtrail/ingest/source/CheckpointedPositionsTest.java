package dev.logtrail.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckpointedPositionsTest {
  private final Store store = new Store();
  private final CheckpointedPositions positions = new CheckpointedPositions(store);

  /** Keeps what is written; fails as often as it is told. */
  private static final class Store implements SavedPositions {
    private final List<String> writes = new ArrayList<>();
    private int failures;
    private boolean closed;

    @Override
    public Map<String, String> read(String source) {
      return Map.of();
    }

    @Override
    public void write(String source, Map<String, String> written) {
      if (failures-- > 0) {
        throw new IllegalStateException("as planned");
      }
      writes.add(source + new TreeMap<>(written));
    }

    @Override
    public void remove(String source, Collection<String> parts) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void snapshot(long checkpoint, Map<String, String> parts) {
    positions.snapshot(checkpoint, Map.of("s", parts));
  }

  @Test
  void writesWhatACheckpointCoversOnceItIsCompleteAndOnlyWhatHasChanged() {
    snapshot(1, Map.of("a", "1", "b", "1"));
    snapshot(2, Map.of("a", "2", "b", "1"));
    assertThat(store.writes).isEmpty();
    positions.complete(1);
    positions.complete(2);
    snapshot(3, Map.of("a", "2", "b", "1"));
    positions.complete(3);
    assertThat(store.writes).containsExactly("s{a=1, b=1}", "s{a=2}");
  }

  @Test
  void aCheckpointThatFailedIsCoveredByTheNextOneAndALaterOneCoversAllBefore() {
    snapshot(1, Map.of("a", "1"));
    snapshot(2, Map.of("a", "2"));
    assertThat(positions.complete(4)).isEqualTo(Map.of("s", Map.of("a", "2")));
    assertThat(positions.complete(4)).as("nothing is known any more").isEmpty();
    assertThat(store.writes).containsExactly("s{a=2}");
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenWithTheNextCheckpoint() {
    store.failures = 1;
    snapshot(1, Map.of("a", "1"));
    assertThatThrownBy(() -> positions.complete(1)).hasMessage("as planned");
    snapshot(2, Map.of("a", "1"));
    positions.complete(2);
    assertThat(store.writes).containsExactly("s{a=1}");
  }

  @Test
  void whatCameBackAfterItWasGoneIsWrittenAgain() {
    snapshot(1, Map.of("a", "1"));
    positions.complete(1);
    snapshot(2, Map.of());
    positions.complete(2);
    snapshot(3, Map.of("a", "1"));
    positions.complete(3);
    assertThat(store.writes).containsExactly("s{a=1}", "s{a=1}");
  }

  @Test
  void closesTheStore() {
    positions.close();
    assertThat(store.closed).isTrue();
  }
}
