package dev.logtrail.store.fake;

import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.HeaderContract;
import dev.logtrail.store.ScopeContract;
import dev.logtrail.store.SearchContract;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StreamContextContract;
import dev.logtrail.store.TestStore;
import dev.logtrail.store.TrailListContract;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailStoreContract;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The kits, run on the fake; and the ways it fails. */
final class FakeTrailStoreTest {
  private final FakeTrailStore fake = new FakeTrailStore();

  private final TestStore store =
      new TestStore() {
        @Override
        public TrailWriter openWriter() {
          return fake.openWriter();
        }

        @Override
        public TrailReader openReader() {
          return fake;
        }
      };

  @Nested
  final class Store extends TrailStoreContract {
    @Override
    protected TestStore store() {
      return store;
    }
  }

  @Nested
  final class Scopes extends ScopeContract {
    @Override
    protected TestStore store() {
      return store;
    }
  }

  @Nested
  final class Headers extends HeaderContract {
    @Override
    protected TestStore store() {
      return store;
    }
  }

  @Nested
  final class Lists extends TrailListContract {
    @Override
    protected TestStore store() {
      return store;
    }
  }

  @Nested
  final class Searches extends SearchContract {
    @Override
    protected TestStore store() {
      return store;
    }
  }

  @Nested
  final class Neighbours extends StreamContextContract {
    @Override
    protected TestStore store() {
      return store;
    }
  }

  @Test
  void fails_the_call_it_is_told_to() {
    TrailWriter writer = fake.openWriter();
    TrailWrite write = trail(writer, "r1").write();
    fake.faults().failCall(1, FaultPlan.When.BEFORE).failCall(2, FaultPlan.When.AFTER_COMMIT);

    assertThatThrownBy(() -> writer.flush(flush(write))).isInstanceOf(StoreException.class);
    assertThat(fake.all()).isEmpty();
    assertThatThrownBy(() -> writer.flush(flush(write))).hasMessageContaining("answer was lost");
    assertThat(fake.all()).hasSize(1);
    writer.flush(flush(write));
    assertThat(fake.all()).hasSize(1);
    assertThat(fake.faults().calls()).isEqualTo(3);
  }
}
