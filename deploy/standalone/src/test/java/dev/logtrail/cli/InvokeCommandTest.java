package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logtrail.cli.FakeApi.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Invoking a function of a stub that speaks Lambda's REST: payload, log result and errors. */
class InvokeCommandTest {
  private static final String ID = "785991e6-7cd0-44b8-a722-3c1aadd65873";
  private static final String LOG = "START RequestId: " + ID + " Version: 7\nhello\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
  private final List<String> calls = new ArrayList<>();
  private HttpServer lambda;
  private String functionError;
  private int status = 200;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lambda.createContext("/", this::answer);
    lambda.start();
  }

  @AfterEach
  void stop() {
    lambda.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(
          call.getRequestURI()
              + " "
              + call.getRequestHeaders().getFirst("X-Amz-Log-Type")
              + " "
              + body);
      call.getResponseHeaders().set("x-amzn-RequestId", ID);
      String answer = "{\"ok\":true}";
      if (status == 200) {
        call.getResponseHeaders().set("X-Amz-Executed-Version", "7");
        call.getResponseHeaders()
            .set(
                "X-Amz-Log-Result",
                Base64.getEncoder().encodeToString(LOG.getBytes(StandardCharsets.UTF_8)));
        if (functionError != null) {
          call.getResponseHeaders().set("X-Amz-Function-Error", functionError);
        }
      } else {
        call.getResponseHeaders().set("x-amzn-ErrorType", "AccessDeniedException");
        answer = "{\"Message\":\"User x is not authorized\"}";
      }
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(status, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private int invoke(String url, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "invoke",
                "orders",
                "--region",
                "eu-west-1",
                "--url",
                url,
                "--endpoint",
                "http://127.0.0.1:" + lambda.getAddress().getPort()));
    words.addAll(List.of(more));
    return commandLine.execute(words.toArray(String[]::new));
  }

  @Test
  void printsWhatTheFunctionReturnsPostsTheLogResultAndPrintsTheTrail() throws IOException {
    Path payload = Files.writeString(directory.resolve("event.json"), "{\"id\":7}");
    try (FakeApi api = new FakeApi(Answer.text("{}"), Answer.text("the trail\n"))) {
      int code = invoke(api.url(), "--payload", payload.toString(), "--qualifier", "live");

      assertThat(code).as(err.toString()).isZero();
      assertThat(calls)
          .containsExactly(
              "/2015-03-31/functions/orders/invocations?Qualifier=live Tail {\"id\":7}");
      assertThat(out.toString()).isEqualToNormalizingNewlines("{\"ok\":true}\nthe trail\n");
      assertThat(api.asked().get(0).path()).isEqualTo("/ingest/invocations");
      assertThat(api.asked().get(1).path()).isEqualTo("/api/v1/trails/" + ID);
    }
  }

  @Test
  void aFileToWatchThatIsNotThereIsToldBeforeAnythingIsInvoked() {
    try (FakeApi api = new FakeApi(Answer.text("{}"))) {
      assertThat(invoke(api.url(), "--watch", directory.resolve("none").toString())).isEqualTo(2);
      assertThat(err.toString()).contains("--watch: there is no file");
      assertThat(calls).isEmpty();
    }
  }

  @Test
  void aFunctionThatFailsIsOneWithItsPayload() {
    functionError = "Unhandled";
    try (FakeApi api = new FakeApi(Answer.text("{}"), Answer.text("the trail\n"))) {
      assertThat(invoke(api.url())).isEqualTo(1);
      assertThat(out.toString()).contains("{\"ok\":true}").contains("the trail");
      assertThat(err.toString()).contains("The function has failed: Unhandled");
    }
  }

  @Test
  void withoutAServerTheEndOfTheLogIsPrinted() {
    String gone;
    try (FakeApi api = new FakeApi(Answer.text(""))) {
      gone = api.url();
    }
    assertThat(invoke(gone)).isZero();
    assertThat(out.toString()).contains("hello");
    assertThat(err.toString()).contains("nothing answers there");
  }

  @Test
  void aMissingPermissionIsNamedAndNothingIsPosted() {
    status = 403;
    try (FakeApi api = new FakeApi(Answer.text(""))) {
      assertThat(invoke(api.url())).isEqualTo(1);
      assertThat(err.toString())
          .contains("AWS refuses lambda:InvokeFunction on arn:aws:lambda:*:*:function:orders")
          .contains("User x is not authorized")
          .contains("\"Action\": \"lambda:InvokeFunction\"");
      assertThat(calls).as("never twice").hasSize(1);
      assertThat(api.asked()).isEmpty();
    }
  }
}
