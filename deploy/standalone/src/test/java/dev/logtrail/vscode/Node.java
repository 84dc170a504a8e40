package dev.logtrail.vscode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs that the tests run in the folder of the extension, Node above all. */
final class Node {
  /** The repository, seen from the module in which tests run. */
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  static final Path EXTENSION = ROOT.resolve("deploy/vscode");
  private static final int OLDEST = 18;

  private Node() {}

  /** Skips the test where there is no Node; fails where CI should have one. */
  static void installedOrSkip() throws Exception {
    if (version() < OLDEST) {
      String reason = "no Node " + OLDEST + " or newer on the path (Debian: nodejs)";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.out.println("Extension for VS Code: " + reason + "; it is not tested");
      assumeTrue(false, reason);
    }
  }

  /** The major version of the Node on the path; 0 if there is none. */
  private static int version() throws Exception {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = Pattern.compile("^v(\\d+)\\.").matcher(said);
      return node.waitFor() == 0 && version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Runs a command to its end, which must be a good one; what it said, errors included. */
  static String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(EXTENSION.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
