package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code logtrail redact --dry-run} says of logs, and what it never prints. */
class RedactCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(String input, String... args) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    return new CommandLine(new RedactCommand(new ByteArrayInputStream(bytes)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println(e.getMessage());
              return 2;
            })
        .execute(args);
  }

  @Test
  void printsCountsAndMaskedExamples() {
    int code =
        run("a bob@example.com b eve@example.com\nplain\npay 4111111111111111 now\n", "--dry-run");

    assertThat(code).isEqualTo(3);
    assertThat(out.toString().lines())
        .containsExactly(
            "card                    1",
            "    pay [masked:card] now",
            "email                   2",
            "    a [masked:email] b [masked:email]",
            "2 of 3 events would be changed.");
  }

  @Test
  void saysThatThereIsNothing() {
    assertThat(run("plain\n", "--dry-run")).isZero();
    assertThat(out.toString()).isEqualTo("0 of 1 event would be changed.\n");
  }

  @Test
  void takesTheRulesThatAServerTakes() throws Exception {
    Path rules = Files.writeString(directory.resolve("rules.yaml"), "customer: 'KD-\\d{8}'\n");
    assertThat(
            run(
                "KD-12345678 bob@example.com\n",
                "--dry-run",
                "--redact",
                "builtin,-email," + rules))
        .isEqualTo(3);
    assertThat(out.toString()).contains("[masked:customer] bob@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emial|--redact: 'emial' is no built-in rule: did you mean email?",
        "nonsense|--redact: 'nonsense' is no built-in rule: right would be builtin, one of",
        "./none.yaml|--redact: ./none.yaml cannot be read: there is no such file"
      })
  void saysWhatIsWrongWithRules(String rules, String message) {
    assertThat(run("x", "--dry-run", "--redact", rules)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void saysWhereARuleIsWrong() throws Exception {
    for (Map.Entry<String, String> rule :
        Map.of(
                "- list", "holds no rules: write one name: 'pattern' a line",
                "a: 3", "'a' has no pattern: write a: 'a regular expression'",
                "a: 'x('", "the pattern of 'a' is no regular expression: missing closing )",
                "a: [", "is not YAML")
            .entrySet()) {
      Path file = Files.writeString(directory.resolve("rules.yaml"), rule.getKey());
      assertThat(run("x", "--dry-run", "--redact", file.toString())).isEqualTo(2);
      assertThat(err.toString()).contains(rule.getValue());
    }
  }

  @Test
  void doesNothingWithoutDryRun() {
    assertThat(run("x")).isEqualTo(2);
    assertThat(err.toString()).contains("say --dry-run");
  }

  @Test
  void saysWhatIsNotReadable() {
    assertThat(run("x", "--dry-run", "/no/such/file")).isEqualTo(1);
    assertThat(err.toString()).contains("/no/such/file: there is no such file");
  }
}
