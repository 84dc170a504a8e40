package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void withoutArgumentsPrintsTheHelp() {
    assertThat(commandLine.execute()).isZero();
    assertThat(out.toString()).startsWith("Usage: logtrail");
  }

  @Test
  void anUnknownOptionIsNamedOnStderrAndFails() {
    assertThat(commandLine.execute("--wrong")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("Unknown option: '--wrong'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownOptionIsToldTheNearest() {
    assertThat(commandLine.execute("stats", "--form", "-7d")).isEqualTo(2);
    assertThat(err.toString()).contains("'--form'", "Did you mean: --from?");
  }
}
