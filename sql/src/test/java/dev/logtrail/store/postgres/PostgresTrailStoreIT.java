package dev.logtrail.store.postgres;

import dev.logtrail.store.HeaderContract;
import dev.logtrail.store.ScopeContract;
import dev.logtrail.store.SearchContract;
import dev.logtrail.store.StreamContextContract;
import dev.logtrail.store.TestStore;
import dev.logtrail.store.TrailListContract;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailStoreContract;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.structured.convention.Conventions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kits, run on PostgreSQL. */
public final class PostgresTrailStoreIT {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final TestStore STORE =
      new TestStore() {
        @Override
        public TrailWriter openWriter() {
          return DB.database().openWriter(CLOCK);
        }

        @Override
        public TrailReader openReader() {
          return DB.database().reader();
        }

        @Override
        public void upkeep() {
          DB.database().bloomCompactor(CLOCK).run();
        }
      };

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Nested
  final class Store extends TrailStoreContract {
    @Override
    protected TestStore store() {
      return STORE;
    }
  }

  @Nested
  final class Scopes extends ScopeContract {
    @Override
    protected TestStore store() {
      return STORE;
    }
  }

  @Nested
  final class Headers extends HeaderContract {
    @Override
    protected TestStore store() {
      return STORE;
    }

    @Override
    protected void upkeep(Random random) {
      // Everything before the clock's time is idle.
      RetentionLimits limits = RetentionLimits.ofTrails(null);
      if (random.nextBoolean()) {
        DB.database().housekeeping(CLOCK, limits).run();
      } else {
        DB.database().headers(CLOCK, Conventions.builtIn()).run();
      }
    }
  }

  @Nested
  final class Lists extends TrailListContract {
    @Override
    protected TestStore store() {
      return STORE;
    }
  }

  @Nested
  final class Neighbours extends StreamContextContract {
    @Override
    protected TestStore store() {
      return STORE;
    }
  }

  @Nested
  final class Searches extends SearchContract {
    @Override
    protected TestStore store() {
      return STORE;
    }
  }
}
