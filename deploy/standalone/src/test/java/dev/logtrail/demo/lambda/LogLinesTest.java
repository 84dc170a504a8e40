package dev.logtrail.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of line that Lambda writes is in the logs of the simulated fleet. */
class LogLinesTest {
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f-]{21}";
  private static final List<String> MESSAGES = new ArrayList<>();

  @BeforeAll
  static void look() {
    for (LambdaFunction function : Shop.functions()) {
      for (long seed = 0; seed < 12; seed++) {
        LabelledStream.simulate(function, seed, 1_795_168_800_123L, 25, FailureOdds.frequent())
            .events()
            .forEach(e -> MESSAGES.add(e.event().message()));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      init of a managed runtime  | INIT_START Runtime Version: python:3\\.13\\.v50\\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:[0-9a-f]{64}\\n
      failed init                | INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\\tPhase: init\\tStatus: error\\tError Type: Runtime\\.ImportModuleError\\n
      failed init again          | INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\\tPhase: invoke\\tStatus: error\\tError Type: Runtime\\.Unknown\\n
      after a failed init        | Unknown application error occurred\\nRuntime\\.Unknown\\n
      restore                    | RESTORE_START Runtime Version: java:21\\.v38\\t.*\\n
      restore report             | RESTORE_REPORT Restore Duration: \\d+\\.\\d\\d ms\\n
      restore in REPORT          | REPORT .*\\tRestore Duration: \\d+\\.\\d\\d ms\\tBilled Restore Duration: \\d+ ms\\t\\n(XRAY .*)?
      extension                  | EXTENSION\\tName: metrics-agent\\tState: Ready\\tEvents: \\[INVOKE, SHUTDOWN]\\n
      extension after END        | \\[metrics-agent] 2026/11/20 \\d\\d:\\d\\d:\\d\\d INFO flushed \\d+ points in \\d+ms\\n
      shutdown                   | \\[metrics-agent] .* received SHUTDOWN .*\\n
      timeout, old style         | 2026-11-20T[0-9:.]{12}Z UUID Task timed out after 6\\.00 seconds\\n\\n
      timeout, new style         | REPORT .*\\tStatus: timeout\\n(XRAY .*)?
      out of memory, old style   | RequestId: UUID Error: Runtime exited with error: signal: killed\\nRuntime\\.ExitError\\n
      out of memory, new style   | REPORT .*\\tStatus: error\\tError Type: Runtime\\.OutOfMemory\\n(XRAY .*)?
      crash, old style           | RequestId: UUID Error: Runtime exited with error: exit status 1\\nRuntime\\.ExitError\\n
      crash, new style           | REPORT .*\\tStatus: error\\tError Type: Runtime\\.ExitError\\n(XRAY .*)?
      timeout, JSON              | \\{"time":"[^"]+","type":"platform\\.report","record":\\{"requestId":"UUID","metrics":\\{.*},"status":"timeout".*}}
      repeated init, JSON        | \\{"time":"[^"]+","type":"platform\\.initStart","record":\\{"initializationType":"on-demand","phase":"invoke",.*
      traceback, line by line    | Traceback \\(most recent call last\\):\\n
      Java trace, line by line   | \\tat com\\.shop\\.report\\.Mailer\\.send\\(Mailer\\.java:88\\)\\n
      Node crash                 | 2026-11-20T[0-9:.]{12}Z\\tUUID\\tERROR\\tUncaught Exception \\t\\{.*}\\n
      background line            | 2026-11-20T[0-9:.]{12}Z\\tUUID\\tINFO\\tmetrics flushed in the background, .*\\n
      empty line                 | \\n
      """)
  void shows(String caption, String pattern) {
    Pattern wanted = Pattern.compile(pattern.replace("UUID", UUID), Pattern.DOTALL);
    assertThat(MESSAGES.stream().anyMatch(wanted.asMatchPredicate())).as(caption).isTrue();
  }

  @Test
  void aSpareEnvironmentBelongsToNobody() {
    LambdaFunction orders = Shop.functions().get(0);
    LabelledStream any = LabelledStream.simulate(orders, 1, 0, 1, FailureOdds.none());
    LambdaEnvironment spare = new LambdaEnvironment(orders, any.stream(), false, new Random(1));

    assertThat(spare.spare(1_795_168_800_123L))
        .hasSize(3)
        .allMatch(w -> w.requestId() == null && w.basis().word().equals("environment"));
  }
}
