package dev.logtrail.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.SchemaLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whether this version fits a database: before it has a schema, with its own, with newer ones. */
class VersionCommandIT {
  private static final int OWN = SchemaLevel.OF_THIS_PROGRAM;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private int code;

  @Test
  void itSaysWhatWouldHappen() throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
      String url = server.settings().url();
      assertThat(run("--check-db", "--db", url))
          .contains("schema level " + OWN)
          .containsPattern("Fits: the first process of this version that starts runs \\d{2} migr");
      Database.open(server.settings()).close();
      assertThat(run("--check-db", "--db", url)).contains("Fits: the schema is that of this");
      level(url, OWN + 1);
      assertThat(run("--check-db", "--db", url))
          .contains("Fits: the schema is of the next release");
      assertThat(code).isZero();
      level(url, OWN + 2);
      assertThat(run("--check-db", "--db", url))
          .contains("Does not fit: the store's schema has level " + (OWN + 2));
      assertThat(code).isEqualTo(1);
    }
  }

  @Test
  void withoutADatabaseItSaysWhatIsMissing() {
    assertThat(run()).startsWith("logtrail ");
    Exception[] thrown = new Exception[1];
    CommandLine line = new CommandLine(new VersionCommand()).setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          thrown[0] = e;
          return 1;
        });
    line.execute("--check-db");
    assertThat(thrown[0])
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--check-db needs --db, a PostgreSQL of yours");
  }

  private static void level(String url, int level) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("update schema_level set level = " + level);
    }
  }

  private String run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = new CommandLine(new VersionCommand()).setOut(new PrintWriter(out));
    code = line.execute(arguments);
    return out.toString();
  }
}
