package dev.logtrail.store.postgres.position;

import dev.logtrail.store.position.SourcePositions;
import dev.logtrail.store.position.SourcePositionsContract;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit, run on PostgreSQL. */
final class PostgresSourcePositionsIT extends SourcePositionsContract {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.execute("truncate source_position");
  }

  @Override
  protected SourcePositions open() {
    return DB.database().positions();
  }
}
