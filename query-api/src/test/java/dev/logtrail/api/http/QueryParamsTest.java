package dev.logtrail.api.http;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.Server;
import dev.logtrail.api.trails.ListParams;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParamsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fucntion=a         | Unknown parameter 'fucntion': did you mean 'function'?
          mindurationms=5    | Unknown parameter 'mindurationms': did you mean 'minDurationMs'?
          level=LOUD         | 'level' is 'LOUD': give one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL.
          outcome=success,ok | 'outcome' is 'ok': give one of timeout, out_of_memory, crash, init_error, error, success, running, unknown.
          limit=0            | 'limit' is '0': give a whole number from 1 to 1000.
          limit=101&entries=true | 'limit' is '101': give a whole number from 1 to 100.
          limit=many         | 'limit' is 'many': give a whole number from 1 to 1000.
          coldStart=maybe    | 'coldStart' is 'maybe': give one of true, false.
          minDurationMs=-1   | 'minDurationMs' is '-1': give a number from 0 on, such as 500 or 12.5.
          order=up           | 'order' is 'up': give one of desc, asc.
          function=a&function=b | 'function' is 'a' and 'b': give once, not 2 times.
          from=yesterday     | 'from' is 'yesterday', which is no time: give an ISO-8601 time with zone (2026-11-20T10:00:00Z), a UTC date (2026-11-20), epoch milliseconds (1795255200000), or a time before now (-15m, -1h, -7d).
          from=-1h&to=-2h    | 'from' (2026-11-21T09:01:00.000Z) is not before 'to' (2026-11-21T08:01:00.000Z): nothing lies between.
          cursor=nonsense    | 'cursor': not a cursor: \\"nonsense\\"; pass nextCursor of the page before, unchanged
          """)
  void faultsAreNamed(String query, String detail) {
    assertProblem(server.get("/api/v1/trails?" + query), 400, detail);
  }

  @Test
  void aPlusInAUrlIsExplained() {
    assertThat(server.get("/api/v1/trails?from=2026-11-20T10:00:00+01:00").body())
        .contains("In a URL a + is written %2B.");
  }

  @Test
  void aFaultyPatternIsShownWhereItIsWrong() {
    for (String route : List.of("/api/v1/trails", "/api/v1/tail")) {
      HttpResponse<String> answer = server.get(route + "?q=%7B%20%24.a%20%3D%20%7D");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("'q' is no filter pattern: column 9")
          .contains("\"fault\":{\"parameter\":\"q\",\"column\":9,\"reason\":\"a value must follow")
          .endsWith("\"example\":\"{ $.level = \\\"ERROR\\\" }\"}}");
    }
  }

  @Test
  void routesWithoutParametersSaySo() {
    assertProblem(
        server.get("/api/v1/functions?since=1"),
        400,
        "Unknown parameter 'since': this route takes none.");
  }

  @Test
  void everyParameterReachesTheQuery() {
    TrailQuery q =
        query(
            "function=orders&account=1&region=eu-west-1&from=-1h&to=2026-11-20T12:00:00%2B02:00"
                + "&outcome=timeout,crash&level=warn&coldStart=true&minDurationMs=1.5&traceId=1-2&tenantId=blue&execution=order-123"
                + "&logStream=s&kind=environment&source=kinesis&order=asc&limit=7&cursor=c1");

    assertThat(q)
        .isEqualTo(
            TrailQuery.builder()
                .function("orders")
                .account("1")
                .region("eu-west-1")
                .between(
                    Instant.parse("2026-11-20T09:00:00Z").toEpochMilli(),
                    Instant.parse("2026-11-20T10:00:00Z").toEpochMilli())
                .outcomes(List.of(Outcome.TIMEOUT, Outcome.CRASH))
                .level(Level.WARN)
                .coldStart(true)
                .minDurationMs(1.5)
                .traceId("1-2")
                .tenantId("blue")
                .execution("order-123")
                .logStream("s")
                .kind("environment")
                .source(dev.logtrail.trail.Source.KINESIS)
                .newestFirst(false)
                .limit(7)
                .cursor("c1")
                .build());
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20,2026-11-20T00:00:00Z", "1795255200000,2026-11-21T10:00:00Z"})
  void timesInOtherForms(String text, String same) {
    assertThat(query("from=" + text).from()).isEqualTo(Instant.parse(same).toEpochMilli());
  }

  private static TrailQuery query(String text) {
    Map<String, List<String>> raw =
        Arrays.stream(text.split("&"))
            .map(p -> p.split("=", 2))
            .collect(
                Collectors.groupingBy(
                    p -> p[0],
                    Collectors.mapping(
                        p ->
                            java.net.URLDecoder.decode(
                                p[1], java.nio.charset.StandardCharsets.UTF_8),
                        Collectors.toList())));
    return ListParams.of(raw, CLOCK, false).query();
  }
}
