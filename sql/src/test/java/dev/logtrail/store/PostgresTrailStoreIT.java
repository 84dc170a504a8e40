package dev.logtrail.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kits, run on PostgreSQL. */
final class PostgresTrailStoreIT {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Nested
  final class Store extends TrailStoreContract {
    @Override
    protected TrailWriter openWriter() {
      return DB.database().openWriter(CLOCK);
    }

    @Override
    protected TrailReader openReader() {
      return DB.database().reader();
    }
  }

  @Nested
  final class Lists extends TrailListContract {
    @Override
    protected TrailWriter openWriter() {
      return DB.database().openWriter(CLOCK);
    }

    @Override
    protected TrailReader openReader() {
      return DB.database().reader();
    }
  }

  @Nested
  final class Neighbours extends NeighbourhoodContract {
    @Override
    protected TrailWriter openWriter() {
      return DB.database().openWriter(CLOCK);
    }

    @Override
    protected TrailReader openReader() {
      return DB.database().reader();
    }
  }

  @Nested
  final class Searches extends SearchContract {
    @Override
    protected TrailWriter openWriter() {
      return DB.database().openWriter(CLOCK);
    }

    @Override
    protected TrailReader openReader() {
      return DB.database().reader();
    }

    @Override
    protected void upkeep() {
      DB.database().searchFilters(CLOCK).run();
    }
  }
}
