package dev.logtrail.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresTrailStoreIT extends TrailStoreContract {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Override
  protected TrailWriter openWriter() {
    return DB.database().openWriter(CLOCK);
  }

  @Override
  protected TrailReader openReader() {
    return DB.database().reader();
  }
}
