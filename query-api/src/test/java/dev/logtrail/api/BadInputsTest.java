package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.kit.RawHttp;
import dev.logtrail.api.kit.RawHttp.Answer;
import dev.logtrail.api.kit.Server;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every documented bad input over the wire: its status, what it is told, nothing stored, and
 * nothing told of the server's inside.
 */
class BadInputsTest {
  private static final List<String> INSIDE =
      List.of(
          "Exception", "java.", "dev.logtrail", "\\tat ", "org.", "jdbc:", "read-me", "take-me");

  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server(new ApiSettings("127.0.0.1", 0, "read-me", "take-me", List.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET  | /api/v1/trails?limit=0                   | 400 | 'limit' is '0'",
        "GET  | /api/v1/trails?limit=x                   | 400 | 'limit' is 'x'",
        "GET  | /api/v1/trails?limit=1001                | 400 | 'limit' is '1001'",
        "GET  | /api/v1/trails?from=soon                 | 400 | 'from' is 'soon'",
        "GET  | /api/v1/trails?from=+999999999-01-01     | 400 | 'from' is",
        "GET  | /api/v1/trails?outcome=bad               | 400 | 'outcome'",
        "GET  | /api/v1/trails?level=loud                | 400 | 'level' is 'loud'",
        "GET  | /api/v1/trails?coldStart=maybe           | 400 | 'coldStart' is 'maybe'",
        "GET  | /api/v1/trails?minDurationMs=-x          | 400 | 'minDurationMs'",
        "GET  | /api/v1/trails?order=up                  | 400 | 'order' is 'up'",
        "GET  | /api/v1/trails?kind=x                    | 400 | 'kind' is 'x'",
        "GET  | /api/v1/trails?source=x                  | 400 | 'source' is 'x'",
        "GET  | /api/v1/trails?cursor=x                  | 400 | 'cursor': not a cursor",
        "GET  | /api/v1/trails?q=%7B%20%24.a             | 400 | 'q' is no filter pattern",
        "GET  | /api/v1/trails?fuction=x                 | 400 | did you mean 'function'?",
        "GET  | /api/v1/trails/nobody                    | 404 | No trail of request id 'nobody' is stored",
        "GET  | /api/v1/traces/nobody                    | 404 | No trail of trace id 'nobody' is stored",
        "GET  | /api/v1/tail?since=-1                    | 400 | 'since' is '-1'",
        "GET  | /api/v1/tail?last=101                    | 400 | 'last' is '101'",
        "GET  | /api/v1/tail?format=xml                  | 400 | 'format' is 'xml'",
        "GET  | /api/v1/stats?step=0m                    | 400 | 'step' is '0m'",
        "GET  | /api/v1/stats?step=1m&from=2020-01-01T00:00:00Z | 400 | 'step' is '1m', which makes",
        "GET  | /api/v1/stats?groupBy=moon               | 400 | 'groupBy' is 'moon'",
        "GET  | /api/v1/status?x=1                       | 400 | this route takes none",
        "GET  | /api/v1/functions?x=1                    | 400 | this route takes none",
        "GET  | /api/v1/nothing                          | 404 | There is no route GET /api/v1/nothing",
        "GET  | /assets/../../etc/passwd                 | 400 | ",
        "GET  | /assets/nothing.js                       | 404 | The page has no file",
        "POST | /ingest/subscription                     | 400 | right is a CloudWatch Logs subscription payload",
        "POST | /ingest/invocations                      | 400 | ",
        "POST | /ingest/firehose                         | 400 | right is the header X-Amz-Firehose-Request-Id",
        "GET  | /ingest/subscription                     | 405 | this route takes POST",
        "PUT  | /ingest/subscription                     | 405 | this route takes POST",
      })
  void isToldWhatWasWrongAndStoresNothing(String method, String path, int status, String text) {
    boolean reads = method.equals("GET") && !path.startsWith("/ingest");
    String token = reads ? "read-me" : "take-me";
    HttpRequest request =
        server
            .request(path, "Authorization", "Bearer " + token)
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("hello"))
            .build();
    HttpResponse<String> answer = server.send(request);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(text == null ? "" : text).doesNotContain(INSIDE);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .contains(path.contains("firehose") ? "application/json" : "application/problem+json");
    assertThat(server.handover.kept()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Accept, image/png, GET, /api/v1/trails, 406, Accept is 'image/png'",
    "Content-Encoding, br, POST, /ingest/subscription, 415, Content-Encoding is 'br'",
    "Content-Encoding, br, POST, /ingest/firehose, 415, Content-Encoding is 'br'",
    "Last-Event-ID, x, GET, /api/v1/tail, 400, 'Last-Event-ID' is"
  })
  void soAreBadHeaders(
      String header, String value, String method, String path, int status, String text) {
    String token = method.equals("GET") ? "read-me" : "take-me";
    HttpResponse<String> answer =
        server.send(
            server
                .request(path, "Authorization", "Bearer " + token, header, value)
                .method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "hello"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(text).doesNotContain(INSIDE);
    assertThat(server.handover.kept()).isEmpty();
  }

  /** As they stand in the request line: an ordinary client would not let them out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /api/v1/trails?function=%zz | '%zz', which is no percent-encoding",
        "GET /api/v1/trails?function=a% | '%', which is no percent-encoding",
        "GET /api/v1/trails?limit=1&function=%4 | '%4', which is no percent-encoding",
        "GET /api/v1/trails?%ff=1 | no UTF-8",
        "GET /api/v1/trails?function=%c3%28 | no UTF-8",
        "GET /api/v1/tail?function=%zz | '%zz', which is no percent-encoding",
        "GET /api/v1/stats?function=%ed%a0%80 | no UTF-8",
        "GET /api/v1/dead-letters?stage=%zz | '%zz', which is no percent-encoding",
        "POST /ingest/subscription?region=%zz | '%zz', which is no percent-encoding",
        "POST /ingest/invocations?account=%ff | no UTF-8",
        "POST /ingest/firehose?region=%zz | '%zz', which is no percent-encoding",
      })
  void aParameterThatCannotBeDecodedIsNotLeftOut(String request, String text) throws IOException {
    String token = request.startsWith("GET") ? "read-me" : "take-me";
    Answer answer =
        new RawHttp(server.port())
            .send(
                request
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                    + token
                    + "\r\nContent-Length: 0\r\n\r\n");

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(text).doesNotContain(INSIDE);
    assertThat(server.handover.kept()).isEmpty();
  }
}
