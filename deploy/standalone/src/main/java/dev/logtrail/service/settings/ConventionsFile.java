package dev.logtrail.service.settings;

import dev.logtrail.structured.convention.ConventionException;
import dev.logtrail.structured.convention.Conventions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The setting {@code --conventions}: a file of loggers that the built-in table does not know. */
public final class ConventionsFile {
  private ConventionsFile() {}

  /**
   * The file's conventions before the built-in ones; only these if {@code file} is null.
   *
   * @throws UserError if the file cannot be used
   */
  public static Conventions read(Path file) {
    if (file == null) {
      return Conventions.builtIn();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Conventions.with(in);
    } catch (IOException e) {
      throw UserError.ofSettings(
          "--conventions: %s cannot be read (%s); right would be a file of conventions as JSON"
              .formatted(file, FileFaults.reason(e)));
    } catch (ConventionException e) {
      throw UserError.ofSettings("--conventions: " + file + ": " + e.getMessage());
    }
  }
}
