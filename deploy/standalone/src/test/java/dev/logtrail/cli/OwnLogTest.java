package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import dev.logtrail.service.settings.LogFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program's own log as JSON, read by the program. */
class OwnLogTest {
  @Test
  void theParserReadsWhatTheProgramLogs() throws Exception {
    String logged = logged();
    assertThat(logged.lines()).hasSize(2);

    String trails = split(logged);
    assertThat(trails)
        .contains(
            "\"level\":\"WARN\"",
            "\"logger\":\"dev.logtrail.Job\"",
            "\"message\":\"The job works again after 3 s\"",
            "\"level\":\"ERROR\"",
            "\"type\":\"java.lang.IllegalStateException\"",
            "\"message\":\"no state\"");
  }

  private static String logged() throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      LogFormat.json.use();
      Logger log = LoggerFactory.getLogger("dev.logtrail.Job");
      log.warn("The job works again after {} s", 3);
      log.error("The job failed", new IllegalStateException("no state"));
    } finally {
      System.setErr(err);
      context.reset();
      new ContextInitializer(context).autoConfig();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String split(String input) {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] stream = {"--log-group", "/aws/lambda/logtrail", "--log-stream", "own"};
    assertThat(new CommandLine(new SplitCommand(in, out, 1 << 20)).execute(stream)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
