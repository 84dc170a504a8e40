package dev.logtrail.store.postgres;

import dev.logtrail.store.TrailWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PostgreSQL whose tables are empty when a test begins, with a writer open. */
public abstract class EmptyDatabaseKit {
  @RegisterExtension protected static final EmbeddedDatabase DB = new EmbeddedDatabase();

  protected TrailWriter writer;

  @BeforeEach
  final void clearAndOpenWriter() {
    DB.clear();
    writer = DB.database().openWriter(PostgresTrailStoreIT.CLOCK);
  }

  @AfterEach
  final void closeWriter() {
    writer.close();
  }
}
