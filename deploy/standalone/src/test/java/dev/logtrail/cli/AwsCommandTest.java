package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.source.cloudwatch.LogsStub;
import dev.logtrail.ingest.source.kit.FaultProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Trying permissions against a stub of CloudWatch Logs. */
class AwsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private int check(String endpoint, String... more) {
    String[] words = new String[more.length + 6];
    System.arraycopy(
        new String[] {"aws", "check", "--region", "eu-west-1", "--endpoint", endpoint},
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return commandLine.execute(words);
  }

  @Test
  void saysWhichPermissionsWorkAndWhichAreMissing() throws Exception {
    try (LogsStub stub = new LogsStub();
        FaultProxy proxy = new FaultProxy(stub.endpoint())) {
      stub.group("/aws/lambda/orders");
      assertThat(check(proxy.endpoint().toString(), "--log-group", "/aws/lambda/*")).isZero();
      assertThat(out.toString())
          .contains("ok      logs:DescribeLogGroups on *")
          .contains("one log group fits /aws/lambda/*")
          .contains(
              "ok      logs:FilterLogEvents on"
                  + " arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/orders:*");

      proxy.fail("FilterLogEvents", 1, "AccessDeniedException");
      assertThat(check(proxy.endpoint().toString(), "--log-group", "/aws/lambda/*")).isEqualTo(1);
      assertThat(out.toString())
          .contains("FAILS   logs:FilterLogEvents")
          .contains("this statement of a policy grants it: {\"Effect\": \"Allow\"");
    }
  }

  @Test
  void saysThatNoGroupFits() throws Exception {
    try (LogsStub stub = new LogsStub()) {
      stub.group("/aws/lambda/orders");
      assertThat(check(stub.endpoint().toString(), "--log-group", "/aws/lamda/*")).isEqualTo(1);
      assertThat(out.toString())
          .contains("FAILS   logs:FilterLogEvents on /aws/lamda/*")
          .contains("no log group fits in this account and region; check the name, --region");
      assertThat(check(stub.endpoint().toString(), "--log-group", "/aws/lambda/*")).isZero();
      assertThat(out.toString()).contains("All of it works: logtrail up with the same flags");
    }
  }

  @Test
  void wantsToKnowWhatIsToBeRead() {
    assertThat(commandLine.execute("aws", "check")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--kinesis STREAM or --log-group PATTERN")
        .contains("logtrail aws check --help");
    assertThat(commandLine.execute("aws")).isEqualTo(2);
    assertThat(commandLine.execute("aws", "check", "--log-group", "a b")).isEqualTo(2);
    assertThat(err.toString()).contains("'a b' is no log group");
  }
}
