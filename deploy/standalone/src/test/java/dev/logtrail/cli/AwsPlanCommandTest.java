package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * What aws plan asks AWS, a stub that lists log groups, and what it says of settings that cannot
 * be.
 */
class AwsPlanCommandTest {
  private static final long GB = 1L << 30;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
  private HttpServer logs;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    // Maven puts the templates there.
    assumeTrue(getClass().getResource("/aws/kinesis.yaml") != null, "deploy/aws is not packed");
    logs = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    logs.createContext(
        "/",
        call -> {
          try (call) {
            byte[] answer =
                (status == 200
                        ? groups()
                        : "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}")
                    .getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, answer.length);
            call.getResponseBody().write(answer);
          }
        });
    logs.start();
  }

  /** Two that fit, of 10 GB in 10 days each, one of Logtrail's own, and one that cannot be sent. */
  private static String groups() {
    long created = Instant.now().minus(Duration.ofDays(20)).toEpochMilli();
    List<String> groups = new ArrayList<>();
    for (String name : List.of("shop-a", "shop-b", "logtrail")) {
      groups.add(
          "{\"logGroupName\":\"/aws/lambda/%s\",\"creationTime\":%d,\"retentionInDays\":10,\"storedBytes\":%d}"
              .formatted(name, created, 10 * GB));
    }
    groups.add(
        "{\"logGroupName\":\"/aws/lambda/rare\",\"creationTime\":%d,\"storedBytes\":%d,\"logGroupClass\":\"INFREQUENT_ACCESS\"}"
            .formatted(created, 900 * GB));
    return "{\"logGroups\":[" + String.join(",", groups) + "]}";
  }

  @AfterEach
  void stop() {
    if (logs != null) {
      logs.stop(0);
    }
  }

  private int plan(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "aws",
                "plan",
                "--region",
                "us-east-1",
                "--endpoint",
                "http://127.0.0.1:" + logs.getAddress().getPort()));
    words.addAll(List.of(more));
    return commandLine.execute(words.toArray(String[]::new));
  }

  @Test
  void theVolumeIsEstimatedFromWhatTheGroupsHold() {
    assertThat(plan()).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("2 log groups fit:", "/aws/lambda/shop-b", "for 2.00 GB of log text a day")
        .contains("AWS::Logs::SubscriptionFilter")
        .doesNotContain("/aws/lambda/rare", "AccountPolicy");
  }

  @Test
  void aMissingPermissionIsNamedAndTheWayWithoutIt() {
    status = 400;
    assertThat(plan()).isEqualTo(1);
    assertThat(err.toString())
        .contains("AWS refuses logs:DescribeLogGroups", "\"Action\": \"logs:DescribeLogGroups\"")
        .contains("--gb-per-day N and --region say what it would tell");
    assertThat(plan("--gb-per-day", "3")).isZero();
    assertThat(out.toString()).contains("for 3.00 GB of log text a day (as --gb-per-day says)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--via firehose | need --url: the address at which AWS reaches the server",
        "--url http://a | right would be https:// and a name alone",
        "--gb-per-day -1 | --gb-per-day is -1.0; right would be 0 or more",
        "--record-kb 0 | right would be 0.1 to 10240",
        "--name a\"b | right would be letters, digits",
        "--leave-out a\"b | right would be the name of a log group",
        "--log-group a${b} | right would be a name or a pattern",
        "--invoke a'b | right would be a function's name or a pattern",
        "--via kafka | 'kafka'",
      })
  void whatCannotBeIsRefusedInWords(String flags, String words) {
    assertThat(plan(flags.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(words);
    assertThat(out.toString()).isEmpty();
  }
}
