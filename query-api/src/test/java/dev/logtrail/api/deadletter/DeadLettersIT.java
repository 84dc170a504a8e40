package dev.logtrail.api.deadletter;

import static dev.logtrail.api.kit.ProblemAssert.assertProblem;
import static dev.logtrail.store.SampleTrails.deadLetters;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.TokenSecret;
import dev.logtrail.api.access.Tokens;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.inbox.WaitingItems;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
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
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator lists dead letters, looks at them, tries them again and deletes them. */
class DeadLettersIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String ALL = "/api/v1/dead-letters";

  private static Inbox inbox;
  private static ApiServer server;
  private static TrailWriter writer;

  @BeforeAll
  static void start() {
    inbox = DB.database().openInbox();
    writer = DB.database().openWriter(Clock.systemUTC());
    DeadLetters letters = DB.database().deadLetters();
    ApiParts parts =
        ApiParts.over(DB.database().reader(), new FakeTrailStore().changes(), Clock.systemUTC())
            .deadLetters(letters, new DeadLetterRetry(letters, inbox))
            .build();
    server =
        ApiServer.start(new ApiSettings("127.0.0.1", 0, "read-me", "take-me", List.of()), parts);
  }

  @AfterAll
  static void stop() {
    server.close();
    writer.close();
    inbox.close();
  }

  @BeforeEach
  void clear() {
    DB.clear();
    DB.execute("alter table dead_letter alter column letter_id restart");
  }

  @Test
  void a_list_is_newest_first_and_goes_on_from_page_to_page() throws Exception {
    for (int i = 0; i < 5; i++) {
      store(letter(Source.KINESIS, "not JSON", "body " + i));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json("?limit=2" + cursor);
      page.get("deadLetters").forEach(l -> seen.add(l.at("/preview/text").asText()));
      cursor = page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asText();
    } while (!cursor.isEmpty());

    assertThat(seen).containsExactly("body 4", "body 3", "body 2", "body 1", "body 0");
  }

  @Test
  void filters_leave_only_what_matches() throws Exception {
    store(
        letter(Source.KINESIS, "not readable as JSON (line 3)", "a"),
        letter(Source.FIREHOSE, "not gzip", "b"),
        DeadLetter.of(batch("c"), DeadLetterStage.ATTRIBUTE, "a fault of the program", 3));

    assertThat(ids("?source=firehose")).containsExactly(2L);
    assertThat(ids("?stage=attribute")).containsExactly(3L);
    assertThat(ids("?reason=As%20JSON")).containsExactly(1L);
    assertThat(ids("?reason=%25")).isEmpty();
    assertThat(ids("?account=222222222222")).containsExactly(3L);
    assertThat(ids("?logGroup=/aws/lambda/orders")).containsExactly(3L);
    assertThat(ids("?from=-1h")).hasSize(3);
    assertThat(ids("?to=-1h")).isEmpty();
    JsonNode third = json("/3");
    assertThat(third.get("attempts").asInt()).isEqualTo(3);
    assertThat(third.get("logStream").asText()).isEqualTo("s");
    assertThat(third.get("version").asText()).isNotEmpty();
  }

  @Test
  void bytes_are_shown_as_text_if_they_are_and_come_whole_if_asked_for() throws Exception {
    byte[] binary = {0, (byte) 0xff, 1};
    String text = "<script>alert(1)</script>".repeat(5_000);
    store(
        letter(Source.API, "text", text),
        letter(Source.API, "gzip", gzip("{\"a\":" + text)),
        letter(Source.API, "binary", binary),
        letter(Source.API, "damaged", new byte[] {0x1f, (byte) 0x8b, 8, 9, 9}));

    assertThat(json("").at("/deadLetters/3/preview/text").asText())
        .isEqualTo(text.substring(0, ServerLimits.DEAD_LETTER_LISTED_BYTES));
    assertThat(json("/1").at("/preview/partial").asBoolean()).isTrue();
    assertThat(json("/2").at("/preview/text").asText()).startsWith("{\"a\":<script>");
    assertThat(json("/2").at("/preview/gzip").asBoolean()).isTrue();
    assertThat(json("/3").at("/preview/base64").asText()).isEqualTo("AP8B");
    assertThat(json("/4").at("/preview/base64").asText()).isEqualTo("H4sICQk=");
    HttpResponse<byte[]> raw =
        CLIENT.send(
            request("/1").header("Accept", "application/octet-stream").build(),
            BodyHandlers.ofByteArray());
    assertThat(raw.body()).asString().isEqualTo(text);
    assertThat(raw.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"dead-letter-1.bin\"");
    assertThat(raw.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void a_letter_that_is_tried_again_stands_once_and_goes_when_it_is_stored() throws Exception {
    DeadLetter letter = letter(Source.KINESIS, "not JSON", "body");
    store(letter);

    HttpResponse<String> first = write("POST", "/1/retry");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.body()).isEqualTo("{\"id\":1,\"retrying\":true}");
    assertThat(json("/1").get("retrying").asBoolean()).isTrue();
    assertThat(write("POST", "/1/retry").statusCode()).isEqualTo(202);
    assertThat(write("POST", "/retry?all=true").body()).contains("\"retried\":0");
    List<InboxItem> items = WaitingItems.of(inbox);
    assertThat(items).hasSize(1);
    Delivery delivery = items.get(0).delivery();
    assertThat(delivery.source()).isEqualTo(Source.KINESIS);
    assertThat(delivery.account()).isEqualTo("111111111111");
    assertThat(delivery.region()).isEqualTo("eu-west-1");
    assertThat(delivery.body()).isEqualTo(letter.body());

    // Refused again.
    store(letter(Source.KINESIS, "still not JSON", "body"));
    inbox.delete(Map.of(items.get(0).writer(), items.get(0).seq()));
    JsonNode refused = json("").get("deadLetters");
    assertThat(refused).hasSize(1);
    assertThat(refused.at("/0/attempts").asInt()).isEqualTo(2);
    assertThat(refused.at("/0/retrying").asBoolean()).isFalse();
    assertThat(refused.at("/0/reason").asText()).isEqualTo("still not JSON");

    // Stored at last.
    assertThat(write("POST", "/retry?source=kinesis").body())
        .isEqualTo("{\"retried\":1,\"left\":0,\"problem\":null}");
    InboxItem item = WaitingItems.of(inbox).get(0);
    inbox.delete(Map.of(item.writer(), item.seq()));
    assertThat(ids("")).isEmpty();
    assertProblem(
        write("POST", "/1/retry"),
        404,
        "There is no dead letter 1: it was stored, deleted, or is too old.");
  }

  @Test
  void a_letter_that_is_cut_is_not_tried_again() throws Exception {
    store(letter(Source.API, "too long", new byte[DeliveryLimits.DEAD_LETTER_BYTES + 1]));

    assertProblem(
        write("POST", "/1/retry"),
        409,
        "Of dead letter 1 only the first bytes are kept, so it cannot be tried again: send it"
            + " anew, or delete it.");
    assertThat(write("POST", "/retry?all=true").body()).contains("\"retried\":0,\"left\":0");
    assertThat(json("/1").get("cut").asBoolean()).isTrue();
  }

  @Test
  void letters_are_deleted_one_by_one_or_by_filter_but_not_all_by_mistake() throws Exception {
    store(
        letter(Source.KINESIS, "not JSON", "a"),
        letter(Source.KINESIS, "not JSON", "b"),
        letter(Source.FIREHOSE, "not gzip", "c"));

    assertThat(write("DELETE", "/1").statusCode()).isEqualTo(204);
    assertThat(write("DELETE", "/1").statusCode()).isEqualTo(404);
    assertProblem(
        write("DELETE", ""),
        400,
        "Which dead letters? Give a filter (account, from, logGroup, reason, source, stage, to),"
            + " or all=true for every one.");
    assertThat(write("DELETE", "?all=true&source=kinesis").statusCode()).isEqualTo(400);
    assertThat(write("DELETE", "?source=kinesis").body()).isEqualTo("{\"deleted\":1}");
    assertThat(ids("")).containsExactly(3L);
    assertThat(write("DELETE", "?all=true").body()).isEqualTo("{\"deleted\":1}");
  }

  @Test
  void what_changes_letters_needs_the_ingest_token() throws Exception {
    store(letter(Source.KINESIS, "not JSON", "a"));

    for (String call : List.of("POST /1/retry", "POST /retry?all=true", "DELETE /1", "DELETE ")) {
      String[] parts = call.split(" ", 2);
      HttpResponse<String> answer = send(parts[0], parts[1], "read-me");
      assertProblem(answer, 401, "The Bearer token is not the one of LOGTRAIL_INGEST_TOKEN.");
    }
    assertThat(send("GET", "", "take-me").statusCode()).isEqualTo(401);
    HttpResponse<String> foreign =
        CLIENT.send(
            HttpRequest.newBuilder(uri("/1"))
                .header("Authorization", "Bearer take-me")
                .header("Origin", "https://evil.example")
                .DELETE()
                .build(),
            BodyHandlers.ofString());
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(ids("")).containsExactly(1L);
  }

  @Test
  void a_token_with_limits_sees_and_changes_what_was_read_of_its_log_groups_only()
      throws Exception {
    store(
        letter(Source.KINESIS, "not JSON", "a"),
        DeadLetter.of(batch("c"), DeadLetterStage.ATTRIBUTE, "a fault", 3));
    Scope orders = new Scope(List.of(), List.of(new NamePattern("/aws/lambda/orders")));
    Scope others = new Scope(List.of(new NamePattern("111111111111")), List.of());
    Tokens tokens =
        new Tokens(
            List.of(
                token("orders", TokenKind.READ, orders),
                token("others", TokenKind.READ, others),
                token("change", TokenKind.INGEST, others)));
    DeadLetters letters = DB.database().deadLetters();
    ApiParts parts =
        ApiParts.over(DB.database().reader(), new FakeTrailStore().changes(), Clock.systemUTC())
            .deadLetters(letters, new DeadLetterRetry(letters, inbox))
            .build();
    AccessSettings access = AccessSettings.open().with(() -> tokens);
    ApiServer all = server;
    try (ApiServer limited =
        ApiServer.start(new ApiSettings("127.0.0.1", 0, access, null), parts)) {
      server = limited;
      assertThat(JSON.readTree(send("GET", "", "orders").body()).get("deadLetters")).hasSize(1);
      assertThat(JSON.readTree(send("GET", "", "others").body()).get("deadLetters")).isEmpty();
      assertThat(send("GET", "/1", "others").statusCode()).isEqualTo(404);
      assertThat(send("GET", "/2", "others").statusCode()).isEqualTo(404);
      assertThat(send("DELETE", "/2", "change").statusCode()).isEqualTo(404);
      assertThat(send("DELETE", "?all=true", "change").body()).isEqualTo("{\"deleted\":0}");
      assertThat(send("POST", "/2/retry", "change").statusCode()).isEqualTo(404);
      assertThat(send("POST", "/retry?all=true", "change").body()).contains("\"retried\":0");
    } finally {
      server = all;
    }
  }

  private static AccessToken token(String name, TokenKind kind, Scope scope) {
    return new AccessToken(name, kind, TokenSecret.sha256(name), null, scope, RateLimit.DEFAULT);
  }

  @Test
  void what_another_version_refused_is_tried_once_by_each_version() {
    store(letter(Source.KINESIS, "not JSON", "a"), letter(Source.KINESIS, "not JSON", "b"));
    DeadLetterRetry retry = new DeadLetterRetry(DB.database().deadLetters(), inbox);
    DB.execute("update dead_letter set version = '0.9'");

    assertThat(retry.refusedByOthers("0.9")).isZero();
    assertThat(retry.refusedByOthers("1.0")).isEqualTo(2);
    DB.execute("truncate inbox");
    assertThat(retry.refusedByOthers("1.0")).isZero();
    assertThat(retry.refusedByOthers("1.1")).isEqualTo(2);
  }

  private static LogBatch batch(String message) {
    LogStream stream = new LogStream("222222222222", "eu-west-1", "/aws/lambda/orders", "s");
    return new LogBatch(stream, Source.SUBSCRIPTION, List.of(new LogEvent("1", 1_000L, message)));
  }

  private static DeadLetter letter(Source source, String reason, String body) {
    return letter(source, reason, body.getBytes(StandardCharsets.UTF_8));
  }

  private static DeadLetter letter(Source source, String reason, byte[] body) {
    return DeadLetter.unreadable(
        new Delivery(source, "111111111111", "eu-west-1", body), reason, body);
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void store(DeadLetter... letters) {
    for (DeadLetter letter : letters) {
      writer.flush(deadLetters(letter));
    }
  }

  private static List<Long> ids(String query) throws Exception {
    List<Long> ids = new ArrayList<>();
    json(query).get("deadLetters").forEach(l -> ids.add(l.get("id").asLong()));
    return ids;
  }

  private static JsonNode json(String query) throws Exception {
    HttpResponse<String> answer = send("GET", query, "read-me");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> write(String method, String query) throws Exception {
    return send(method, query, "take-me");
  }

  private static HttpResponse<String> send(String method, String query, String token)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(uri(query))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(uri(query)).header("Authorization", "Bearer read-me");
  }

  private static URI uri(String query) {
    return URI.create("http://127.0.0.1:" + server.port() + ALL + query);
  }
}
