package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.cli.client.TerminalScreen;
import dev.logtrail.cli.search.PatternMarks;
import dev.logtrail.cli.search.SearchLine;
import dev.logtrail.cli.search.SearchTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code logtrail search} asks a server, and how it prints what is found. */
class SearchCommandTest {
  private static final String FOUND =
      "{\"requestId\":\"r-1\",\"functionName\":\"orders\",\"startedAt\":\"2026-11-20T10:00:00.123Z\",\"outcome\":\"error\",\"preview\":{\"kind\":\"match\",\"text\":\"a"
          + " b \\u202e of 7\",\"level\":\"WARN\",\"line\":3}}\n";
  private static final String END =
      "{\"nextCursor\":null,\"search\":{\"pattern\":\"x\",\"trails\":2,\"events\":31,\"complete\":true,\"tookMs\":4}}\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new SearchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void printsALineForEachAndHowFarItGot() {
    try (FakeApi api = new FakeApi(new FakeApi.Answer(200, "application/x-ndjson", FOUND + END))) {
      int code = run("--url", api.url(), "\"a b\" -c", "--function", "orders", "--limit", "7");
      assertThat(code).isZero();
      assertThat(out.toString().lines())
          .hasSize(2)
          .last()
          .as("the line that matches, and nothing that turns it around")
          .isEqualTo("    WARN a b ⟨RLO⟩ of 7");
      assertThat(out.toString())
          .matches("(?s)2026-11-(19|20|21) ..:..:00\\.123\\S+  error          r-1  orders\n.*");
      assertThat(err.toString()).contains("2 requests with 31 events", "these are all");
      FakeApi.Asked asked = api.asked().get(0);
      assertThat(asked.accept()).isEqualTo("application/x-ndjson");
      assertThat(asked.path())
          .isEqualTo("/api/v1/trails?q=%22a%20b%22%20-c&function=orders&limit=7&preview=true");
    }
  }

  @Test
  void timesAreThoseOfTheZoneAndSaySo() {
    PatternMarks none = PatternMarks.of("x", false);
    assertThat(SearchLine.read(FOUND, none, ZoneId.of("Asia/Kolkata"), null).text())
        .startsWith("2026-11-20 15:30:00.123+05:30  error");
    assertThat(SearchLine.read("{\"requestId\":\"r\"}", none, ZoneId.of("UTC"), null).text())
        .startsWith("no time ");
  }

  @Test
  void isATableOnATerminalWithItsHeadsOnEachScreenful() {
    String id = "8a7d6c5b-4e3f-4a2b-9c1d-0e9f8a7b6c5d";
    String long25 = "payments-stack-production";
    String found = FOUND.replace("r-1", id).replace("orders", long25);
    SearchTable table = new SearchTable(new TerminalScreen(120, 10), ZoneId.of("UTC"));
    StringBuilder printed = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      printed.append(
          SearchLine.read(found, PatternMarks.of("b", true), ZoneId.of("UTC"), table).text());
      printed.append('\n');
    }
    List<String> lines = printed.toString().lines().toList();
    String heads = "started UTC              outcome        request id                            ";
    assertThat(lines.get(0)).isEqualTo(heads + "function");
    assertThat(lines.get(1))
        .isEqualTo("2026-11-20 10:00:00.123  error          " + id + "  " + long25);
    assertThat(lines).hasSize(9 * 2 + 3);
    assertThat(lines.get(0)).isEqualTo(lines.get(9)).isEqualTo(lines.get(18));
  }

  @ParameterizedTest
  @CsvSource({
    "97,  '2026-11-20 10:00:00  error          %s  payments-st…-production'",
    "100, '2026-11-20 10:00:00.123  error          %s  payments-st…production'",
    "90,  '11-20 10:00:00  error          %s  payments-s…production'",
    "80,  '10:00:00  error          %s  payments…oduction'",
    "20,  '10:00:00  error          %s  paym…ion'"
  })
  void columnsOfATableFitTheTerminal(int width, String row) {
    String id = "8a7d6c5b-4e3f-4a2b-9c1d-0e9f8a7b6c5d";
    String found = FOUND.replace("r-1", id).replace("orders", "payments-stack-production");
    SearchTable table = new SearchTable(new TerminalScreen(width, 10), ZoneId.of("UTC"));
    String text =
        SearchLine.read(found, PatternMarks.of("x", false), ZoneId.of("UTC"), table).text();
    assertThat(text.lines().toList().get(1)).isEqualTo(row.formatted(id));
    assertThat(text.lines().limit(2)).allMatch(line -> width < 60 || line.length() <= width);
  }

  @Test
  void saysThatNothingMatchesAndThatTheFunctionIsUnknown() {
    String none =
        "{\"nextCursor\":null,\"search\":{\"trails\":1,\"events\":1,\"complete\":true,\"tookMs\":4}}\n";
    FakeApi.Answer nothing = new FakeApi.Answer(200, "application/json", "{\"trails\":[]}");
    FakeApi.Answer names =
        new FakeApi.Answer(
            200, "application/json", "{\"functions\":[{\"functionName\":\"orders\"}]}");
    try (FakeApi api =
        new FakeApi(new FakeApi.Answer(200, "application/x-ndjson", none), nothing, names)) {
      assertThat(run("--url", api.url(), "x", "--function", "ordesr")).isZero();
      assertThat(err.toString().lines())
          .containsExactly(
              "Nothing matches: 1 request with 1 event looked at in 4 ms; these are all.",
              "Nothing is stored of function 'ordesr'; did you mean 'orders'?");
    }
  }

  @Test
  void saysHowFarItGotInLocalTimeAndHowToGoOn() {
    String some =
        "{\"search\":{\"trails\":2,\"events\":3,\"complete\":false,\"tookMs\":4,\"reachedAt\":\"2026-11-20T10:00:00.123Z\"}}";
    assertThat(
            SearchLine.read(some, PatternMarks.of("x", false), ZoneId.of("Asia/Kolkata"), null)
                .text())
        .isEqualTo(
            "2 requests with 3 events looked at in 4 ms, back to 2026-11-20 15:30:00.123+05:30;"
                + " there is more before it: --to 2026-11-20T10:00:00.123Z");
  }

  @Test
  void endsWhenNobodyReadsAnyMore() {
    PrintWriter closed = new PrintWriter(Writer.nullWriter());
    closed.close();
    try (FakeApi api =
        new FakeApi(new FakeApi.Answer(200, "application/x-ndjson", FOUND + FOUND + END))) {
      int code =
          new CommandLine(new SearchCommand())
              .setOut(closed)
              .setErr(new PrintWriter(err, true))
              .execute("--url", api.url(), "x");
      assertThat(code).isZero();
      assertThat(err.toString()).as("not read on to its end").isEmpty();
    }
  }

  @Test
  void printsJsonAsItComes() {
    try (FakeApi api = new FakeApi(new FakeApi.Answer(200, "application/x-ndjson", FOUND + END))) {
      assertThat(run("--url", api.url(), "--json", "x")).isZero();
      assertThat(out.toString()).isEqualTo(FOUND);
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void saysWhatTheServerDidNotUnderstand() {
    try (FakeApi api = new FakeApi(FakeApi.Answer.problem(400, "'q' is no filter pattern"))) {
      assertThat(run("--url", api.url(), "{ $.")).isEqualTo(1);
      assertThat(err.toString()).contains("'q' is no filter pattern");
      assertThat(out.toString()).isEmpty();
    }
  }

  @Test
  void showsWhereAPatternIsNone() {
    String body =
        "{\"status\":400,\"detail\":\"'q' is no filter pattern: column 9:"
            + " ...\",\"fault\":{\"parameter\":\"q\",\"column\":%d,\"reason\":\"a value must follow"
            + " the operator\",\"example\":\"{ $.a = 1 }\"}}";
    String pattern = "{ $.a\t= }";
    String padding = "x".repeat(100);
    try (FakeApi api =
        new FakeApi(
            new FakeApi.Answer(400, "application/problem+json", body.formatted(9)),
            new FakeApi.Answer(400, "application/problem+json", body.formatted(109)))) {
      assertThat(run("--url", api.url(), pattern)).isEqualTo(1);
      assertThat(err.toString().lines())
          .containsExactly(
              "This is no filter pattern:",
              "  { $.a = }",
              "          ^",
              "a value must follow the operator.",
              "Right would be: { $.a = 1 }");
      err.getBuffer().setLength(0);
      assertThat(run("--url", api.url(), padding + pattern + padding)).isEqualTo(1);
      assertThat(err.toString().lines())
          .contains(
              "  …" + "x".repeat(32) + "{ $.a = }" + "x".repeat(29) + "…",
              " ".repeat(3 + 32 + 8) + "^");
    }
  }

  @Test
  void saysThatNobodyListens() {
    assertThat(run("--url", "http://127.0.0.1:1", "x")).isEqualTo(1);
    assertThat(err.toString()).contains("127.0.0.1:1");
  }
}
