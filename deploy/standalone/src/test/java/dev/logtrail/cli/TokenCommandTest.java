package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.TokenSecret;
import dev.logtrail.service.access.TokensFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  private int run(String... words) {
    return commandLine.execute(words);
  }

  private static List<AccessToken> tokens(Path file) throws Exception {
    return new TokensFile(file, RateLimit.DEFAULT).get().all();
  }

  @Test
  void theTokenIsShownOnceAndItsHashIsInTheFile() throws Exception {
    Path file = directory.resolve("tokens.yaml");
    assertThat(
            run(
                "token",
                "new",
                "--name",
                "team-a",
                "--account",
                "111111111111",
                "--append",
                file.toString()))
        .isZero();
    String secret = out.toString().lines().findFirst().orElseThrow();
    assertThat(
            run(
                "token",
                "new",
                "--name",
                "b",
                "--ingest",
                "--log-group",
                "/it's/*",
                "--expires",
                "2027-06-30",
                "--append",
                file.toString()))
        .isZero();

    List<AccessToken> tokens = tokens(file);
    assertThat(tokens).hasSize(2);
    assertThat(tokens.get(0).sha256()).isEqualTo(TokenSecret.sha256(secret));
    assertThat(tokens.get(0).scope().onlyAccount()).isEqualTo("111111111111");
    assertThat(tokens.get(1).kind()).isEqualTo(TokenKind.INGEST);
    assertThat(tokens.get(1).scope().logGroups().get(0).text()).isEqualTo("/it's/*");
    assertThat(Files.readString(file)).doesNotContain(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void anEntryToPasteIsOneThatCanBeRead() throws Exception {
    assertThat(run("token", "new", "--name", "team-a", "--read")).isZero();
    String printed = out.toString();
    String entry = printed.substring(printed.indexOf("  - name"));
    Path file = Files.writeString(directory.resolve("tokens.yaml"), "tokens:\n" + entry);
    assertThat(tokens(file)).hasSize(1);
  }

  @Test
  void aFileStaysAsItIsWhereAnEntryDoesNotFit() throws Exception {
    Path file = Files.writeString(directory.resolve("tokens.yaml"), "tokens: []\n");
    assertThat(run("token", "new", "--name", "a", "--append", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("Nothing was written", "- name: 'a'");
    assertThat(Files.readString(file)).isEqualTo("tokens: []\n");
    assertThat(run("token", "new", "--name", "a b")).isEqualTo(2);
    assertThat(run("token", "new", "--name", "a", "--expires", "soon")).isEqualTo(2);
    assertThat(run("token", "new", "--name", "a", "--read", "--ingest")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--name cannot be taken", "--expires cannot be taken", "make one for each");
  }
}
