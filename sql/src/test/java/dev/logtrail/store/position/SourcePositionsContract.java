package dev.logtrail.store.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of positions does. */
public abstract class SourcePositionsContract {

  /** Another opening of the test's positions, of which there are none when the test begins. */
  protected abstract SourcePositions open();

  @Test
  void tells_what_was_written_last_to_every_opening() {
    try (SourcePositions one = open();
        SourcePositions other = open()) {
      assertThat(one.read("kinesis/logs")).isEmpty();
      one.write("kinesis/logs", Map.of("a", "1", "b", "2", "", "begin"));
      one.write("kinesis/logs", Map.of("b", "3", "c", "\u0000ü"));
      other.write("kinesis/logs", Map.of());

      assertThat(other.read("kinesis/logs"))
          .isEqualTo(Map.of("a", "1", "b", "3", "c", "\u0000ü", "", "begin"));
    }
  }

  @Test
  void keeps_sources_apart() {
    try (SourcePositions positions = open()) {
      positions.write("one", Map.of("a", "1"));
      positions.write("two", Map.of("a", "2"));
      positions.remove("one", List.of("a", "unknown"));
      positions.remove("two", List.of());

      assertThat(positions.read("one")).isEmpty();
      assertThat(positions.read("two")).isEqualTo(Map.of("a", "2"));
    }
  }
}
