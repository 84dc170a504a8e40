package dev.logtrail.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A set of ids remembers what was added and nothing else, however many there are. */
class IdSetTest {

  @Test
  void holdsWhatWasAdded() {
    Random random = new Random(7);
    IdSet ids = new IdSet();
    Set<String> truth = new HashSet<>();
    assertThat(ids.contains("")).isFalse();
    for (int i = 0; i < 5_000; i++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      assertThat(ids.contains(id)).isFalse();
      ids.add(id);
      ids.add(id);
      truth.add(id);
      assertThat(ids.size()).isEqualTo(truth.size());
    }
    assertThat(truth).allMatch(ids::contains);
    ids.add("");
    assertThat(ids.contains("")).isTrue();
  }
}
