package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.service.settings.ConventionsFile;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.structured.convention.Conventions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConventionsFileTest {
  private static final String SHOP =
      "{\"conventions\":[{\"name\":\"shop\",\"when\":[{\"shout\":\"string\"}],\"level\":[\"shout\"],"
          + "\"levels\":{\"LOUD\":\"ERROR\"},\"message\":[\"said\"]}]}";
  private static final String LINE = "{\"shout\":\"loud\",\"said\":\"no card\",\"n\":1}\n";

  @TempDir private Path directory;

  @Test
  void withoutAFileTheTableCounts() {
    assertThat(ConventionsFile.read(null)).isSameAs(Conventions.builtIn());
  }

  @Test
  void splitReadsLinesByTheUsersFile() throws IOException {
    String known = split("--conventions", file(SHOP).toString());
    assertThat(known)
        .contains("\"level\":\"ERROR\"", "\"message\":\"no card\"", "\"fields\":{\"n\":1}");
    assertThat(split()).contains("\"shout\":\"loud\"").doesNotContain("\"level\":\"ERROR\"");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> ConventionsFile.read(missing))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--conventions: %s cannot be read (there is no such file); right would be a file of conventions as JSON",
            missing);
    Path wrong = file(SHOP.replace("levels", "lavels"));
    assertThatThrownBy(() -> ConventionsFile.read(wrong))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "--conventions: " + wrong + ": the conventions file, conventions[0] \"shop\"")
        .hasMessageContaining("\"lavels\" is not known; the nearest known key is \"levels\"");
  }

  private Path file(String json) throws IOException {
    return Files.writeString(directory.resolve("conventions.json"), json);
  }

  private static String split(String... arguments) {
    ByteArrayInputStream in = new ByteArrayInputStream(LINE.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode = new CommandLine(new SplitCommand(in, out, 1 << 20)).execute(arguments);
    assertThat(exitCode).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
