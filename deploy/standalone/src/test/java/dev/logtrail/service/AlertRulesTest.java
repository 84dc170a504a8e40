package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The alert rules, as Prometheus' own tool judges them. */
@Timeout(60)
class AlertRulesTest {
  private static final Path RULES = Path.of("..", "prometheus");

  @Test
  void promtoolFindsThemRight() throws Exception {
    if (!isInstalled()) {
      assertThat(System.getenv("CI"))
          .as("promtool is installed where CI=true")
          .isNotEqualTo("true");
      System.out.println("AlertRulesTest: promtool is not installed; the rules are not tested");
      assumeTrue(false, "promtool is not installed (Debian: prometheus)");
    }
    promtool("check", "rules", "logtrail-alerts.yml");
    promtool("test", "rules", "logtrail-alerts-test.yml");
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("promtool", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void promtool(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "promtool";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command).directory(RULES.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
