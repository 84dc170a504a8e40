package dev.logtrail.cli.server;

import dev.logtrail.service.settings.DatabaseOptions;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.DatabaseSettings;
import dev.logtrail.store.postgres.SchemaLevel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logtrail version}: which release this is, and whether it fits a database. */
@Command(
    name = "version",
    description =
        "Says which version this is; with --check-db, whether it fits the schema of --db.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "--check-db changes nothing. Exit code 0: this version can work on it, 1: only a newer one"
          + " can.",
      "",
      "Example, before an upgrade:",
      "  logtrail version --check-db --db jdbc:postgresql://db:5432/logtrail"
    })
public final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DatabaseOptions database;

  @Option(names = "--check-db", description = "Looks at the schema of the database at --db.")
  private boolean checkDb;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "logtrail %s, schema level %d%n", ProgramVersion.here(), SchemaLevel.OF_THIS_PROGRAM);
    int code = checkDb ? check(out) : 0;
    out.flush();
    return code;
  }

  private int check(PrintWriter out) {
    DatabaseSettings settings = database.database();
    if (settings == null) {
      throw UserError.ofSettings(
          "--check-db needs --db, a PostgreSQL of yours: jdbc:postgresql://host:5432/db");
    }
    try (Database store = Database.connect(settings)) {
      SchemaLevel level = store.schemaLevel();
      if (!level.isUsable()) {
        out.println("Does not fit: " + level.problem() + ".");
        return 1;
      }
      if (level.isNewer()) {
        out.printf(
            "Fits: the schema is of the next release (level %d, version %s), on which this version"
                + " works for as long as you upgrade.%n",
            level.level(), level.version());
        return 0;
      }
      int missing = store.missingMigrations();
      out.println(
          missing == 0
              ? "Fits: the schema is that of this version."
              : "Fits: the first process of this version that starts runs %d migrations, while others wait. Back up first: there is no way back."
                  .formatted(missing));
      return 0;
    }
  }
}
