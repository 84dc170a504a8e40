package dev.logtrail.api.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.TokenSecret;
import dev.logtrail.api.access.Tokens;
import dev.logtrail.api.kit.FakeInvoker;
import dev.logtrail.api.kit.Server;
import dev.logtrail.ingest.door.DoorSettings;
import dev.logtrail.ingest.door.Doors;
import dev.logtrail.ingest.door.MemoryHandover;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions are invoked by who may, as often as allowed, and never without --allow-invoke. */
class InvokeTest {
  private static final AccessSettings OPEN = AccessSettings.open();

  private final FakeInvoker invoker = new FakeInvoker("dev-*", "orders");
  private final MemoryHandover handover = new MemoryHandover();
  private ApiServer server;

  private void serve(AccessSettings access, FakeInvoker given) {
    FakeTrailStore store = new FakeTrailStore();
    Clock clock = Clock.systemUTC();
    server =
        ApiServer.start(
            new ApiSettings("127.0.0.1", 0, access, null),
            ApiParts.over(store, store.changes(), clock)
                .doors(Doors.all(handover, new DoorSettings("000000000000", "eu-west-1"), clock))
                .invoker(given)
                .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static String detail(HttpResponse<String> answer) throws IOException {
    return Server.JSON.readTree(answer.body()).path("detail").asText();
  }

  @Test
  void itIsInvokedOnceAndItsAnswerGoesInByTheDoor() throws Exception {
    serve(OPEN, invoker);
    HttpResponse<String> answer =
        post(
            "/api/v1/invoke/orders?qualifier=live&account=123456789012&region=eu-west-1",
            "{\"id\":7}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(invoker.invoked).containsExactly("orders live 123456789012 eu-west-1 {\"id\":7}");
    JsonNode json = Server.JSON.readTree(answer.body());
    assertThat(json.get("requestId").asText()).isEqualTo("invoked-1");
    assertThat(json.get("functionError").isNull()).isTrue();
    assertThat(json.get("problem").isNull()).isTrue();
    assertThat(new String(handover.kept().get(0).body(), StandardCharsets.UTF_8))
        .contains("\"requestId\":\"invoked-1\"", "\"payload\":{\"ok\":true}", "logResult");
  }

  @Test
  void aFunctionThatFailsIsAnAnswerAndAnUnknownAccountIsNone() throws Exception {
    serve(OPEN, invoker);
    invoker.functionError = "Unhandled";
    HttpResponse<String> answer = post("/api/v1/invoke/orders?account=000000000000", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"functionError\":\"Unhandled\"");
    assertThat(invoker.invoked).containsExactly("orders null null null ");
  }

  @Test
  void withoutTheFlagNothingIsInvoked() throws Exception {
    serve(OPEN, null);
    HttpResponse<String> answer = post("/api/v1/invoke/orders", "{}");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(detail(answer)).contains("start it with --allow-invoke");
    assertThat(state()).isEqualTo("{\"allowed\":false,\"functions\":[],\"problem\":null}");
  }

  @Test
  void theStateTellsWhatMayBeInvokedAndWhatIsMissing() throws Exception {
    serve(OPEN, invoker);
    invoker.problem = "no AWS credentials were found";
    assertThat(state())
        .isEqualTo(
            "{\"allowed\":true,\"functions\":[\"dev-*\",\"orders\"],\"problem\":\"no AWS"
                + " credentials were found\"}");
  }

  private String state() throws Exception {
    return HttpClient.newHttpClient()
        .send(request("/api/v1/invoke").build(), BodyHandlers.ofString())
        .body();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/invoke/payments | {} | 403 | --allow-invoke is for dev-*, orders",
        "/api/v1/invoke/orders?region=x | {} | 400 | 'region' is 'x': give a region such as"
            + " eu-west-1",
        "/api/v1/invoke/orders?account=1 | {} | 400 | 'account' is '1': give 12 digits",
        "/api/v1/invoke/orders?qualifier=a%2Fb | {} | 400 | 'qualifier' is 'a/b'",
        "/api/v1/invoke/orders?versoin=1 | {} | 400 | Unknown parameter 'versoin'",
        "/api/v1/invoke/dev-%2e%2e | {} | 400 | 'function' is 'dev-..'",
        "/api/v1/invoke/orders | {\"a\" | 400 | The payload is no JSON at line 1",
        "/api/v1/invoke/orders | {} {} | 400 | The payload is not one JSON value",
      })
  void whatCannotBeIsRefusedInWords(String path, String body, int status, String words)
      throws Exception {
    serve(OPEN, invoker);
    HttpResponse<String> answer = post(path, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(detail(answer)).contains(words);
    assertThat(invoker.invoked).isEmpty();
  }

  @Test
  void aPayloadIsNoLargerThanLambdaTakes() throws Exception {
    serve(OPEN, invoker);
    HttpResponse<String> answer =
        post("/api/v1/invoke/orders", "\"" + "a".repeat(ServerLimits.INVOKE_BYTES) + "\"");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(detail(answer)).contains("larger than 6291456 bytes");
  }

  /** What the form of a foreign page can send without being asked for is no JSON by its type. */
  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void formsInvokeNothing(String type) throws Exception {
    serve(OPEN, invoker);
    HttpRequest form =
        request("/api/v1/invoke/orders", "Content-Type", type)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(form, BodyHandlers.ofString()).statusCode())
        .isEqualTo(415);
    assertThat(invoker.invoked).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsInvokeOnlyIfTheyAreNamed() throws Exception {
    serve(AccessSettings.ofSecrets(null, null, List.of("*", "https://ide.example.com")), invoker);
    HttpResponse<String> foreign =
        post("/api/v1/invoke/orders", "{}", "Origin", "https://evil.example.com");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(invoker.invoked).isEmpty();
    String own = "http://127.0.0.1:" + server.port();
    for (String origin : List.of("https://ide.example.com", own)) {
      assertThat(post("/api/v1/invoke/orders", "{}", "Origin", origin).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void noTokenToReadOrToSendInvokes() throws Exception {
    serve(AccessSettings.ofSecrets("read-me", "take-me", List.of()).invoking("run-me"), invoker);
    for (String secret : List.of("read-me", "take-me")) {
      HttpResponse<String> answer =
          post("/api/v1/invoke/orders", "{}", "Authorization", "Bearer " + secret);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(detail(answer)).contains("LOGTRAIL_INVOKE_TOKEN");
    }
    assertThat(post("/api/v1/invoke/orders", "{}", "Authorization", "Bearer run-me").statusCode())
        .isEqualTo(200);
    assertThat(post("/ingest/subscription", "{}", "Authorization", "Bearer run-me").statusCode())
        .isEqualTo(401);
  }

  /** A server that asks senders for a token must not invoke for anybody. */
  @ParameterizedTest
  @CsvSource({"read-me,", ",take-me"})
  void whereOtherThingsNeedATokenInvokingDoes(String read, String ingest) throws Exception {
    serve(AccessSettings.ofSecrets(read, ingest, List.of()), invoker);
    assertThat(post("/api/v1/invoke/orders", "{}").statusCode()).isEqualTo(401);
    assertThat(invoker.invoked).isEmpty();
  }

  @Test
  void aTokenWithLimitsInvokesWithinThem() throws Exception {
    AccessToken token =
        new AccessToken(
            "dev",
            TokenKind.INVOKE,
            TokenSecret.sha256("run-me"),
            null,
            new Scope(
                List.of(new NamePattern("111111111111")),
                List.of(new NamePattern("/aws/lambda/dev-*"))),
            RateLimit.DEFAULT);
    Tokens tokens = new Tokens(List.of(token));
    serve(OPEN.with(() -> tokens), invoker);
    String[] bearer = {"Authorization", "Bearer run-me"};

    assertThat(post("/api/v1/invoke/dev-orders", "{}", bearer).statusCode()).isEqualTo(200);
    HttpResponse<String> group = post("/api/v1/invoke/orders", "{}", bearer);
    assertThat(group.statusCode()).isEqualTo(403);
    assertThat(detail(group))
        .contains("'orders' of account 111111111111", "that this token is limited to");
    assertThat(post("/api/v1/invoke/dev-orders?account=222222222222", "{}", bearer).statusCode())
        .isEqualTo(403);
    assertThat(invoker.invoked).hasSize(1);
  }

  @Test
  void whatAwsRefusesIsToldInWords() throws Exception {
    serve(OPEN, invoker);
    invoker.failure = "AWS refuses lambda:InvokeFunction on x";
    HttpResponse<String> answer = post("/api/v1/invoke/orders", "{}");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(detail(answer)).contains("AWS refuses lambda:InvokeFunction on x");
    assertThat(handover.kept()).isEmpty();
  }

  @Test
  void anAnswerThatCannotBeStoredIsStillAnAnswer() throws Exception {
    serve(OPEN, invoker);
    handover.failOnCall(1);
    HttpResponse<String> answer = post("/api/v1/invoke/orders", "{}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"requestId\":\"invoked-1\"", "what it answered could not be stored");
  }

  @Test
  void oneCallerRunsOnlySoManyAtOnce() throws Exception {
    serve(OPEN, invoker);
    CountDownLatch held = new CountDownLatch(1);
    invoker.held = held;
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest one =
        request("/api/v1/invoke/orders", "Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < ServerLimits.INVOKES_OF_TOKEN + 1; i++) {
      all.add(client.sendAsync(one, BodyHandlers.ofString()));
    }
    CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).join();
    HttpResponse<String> refused =
        all.stream().filter(CompletableFuture::isDone).findAny().orElseThrow().join();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(detail(refused)).contains("nothing was invoked, try again after");
    held.countDown();
    assertThat(all.stream().filter(a -> a.join().statusCode() == 200))
        .hasSize(ServerLimits.INVOKES_OF_TOKEN);
  }

  @Test
  void oneCallerInvokesOnlySoOften() throws Exception {
    serve(OPEN, invoker);
    HttpResponse<String> answer = null;
    for (int i = 0; i <= 2 * ServerLimits.INVOKES_PER_MINUTE; i++) {
      answer = post("/api/v1/invoke/orders", "{}");
      if (answer.statusCode() != 200) {
        break;
      }
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(detail(answer)).contains("60 functions a minute may be invoked");
  }
}
