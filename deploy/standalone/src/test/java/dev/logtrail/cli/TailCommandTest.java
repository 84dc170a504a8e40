package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.cli.FakeApi.Answer;
import dev.logtrail.cli.FakeApi.Asked;
import dev.logtrail.cli.client.ServerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** Each tail here ends because the server refuses in the end. */
@Timeout(60)
class TailCommandTest {
  private static final String ZONE =
      "&zone=" + ServerOptions.encode(ZoneId.systemDefault().getId());
  private static final Answer NO = Answer.problem(401, "A token is needed.");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void printsTrailsAndResumesBehindTheLastWholeEvent() {
    String first =
        "retry: 1000\nid: 7\nevent: start\ndata: {}\n\n"
            + ": heartbeat\n\n"
            + "event: trail\ndata: one · Zürich\ndata:   line\n\n"
            + "event: trail\nid: 8\ndata: two\n\n"
            + "event: trail\nid: 9\ndata: cut in the mid";
    String second = "event: reset\nid: 12\ndata: too far behind\n\n";
    Answer known = new Answer(200, "application/json", "{\"trails\":[{}],\"nextCursor\":null}");
    try (FakeApi api = new FakeApi(known, Answer.events(first), Answer.events(second), NO)) {
      int code =
          commandLine.execute(
              "tail", "x y", "--function", "a b", "--last", "2", "--url", api.url());

      assertThat(code).isEqualTo(1);
      assertThat(out.toString().lines()).containsExactly("one · Zürich", "  line", "two");
      assertThat(err.toString())
          .contains("connecting again", "Some changes were left out: too far behind")
          .endsWith("A token is needed." + System.lineSeparator());
      String stream = "text/event-stream";
      assertThat(api.asked())
          .filteredOn(asked -> asked.path().startsWith("/api/v1/tail"))
          .containsExactly(
              new Asked(
                  "/api/v1/tail?function=a%20b&q=x%20y&last=2&format=text" + ZONE,
                  stream,
                  null,
                  null),
              new Asked(
                  "/api/v1/tail?function=a%20b&q=x%20y&format=text" + ZONE, stream, null, "8"),
              new Asked(
                  "/api/v1/tail?function=a%20b&q=x%20y&format=text" + ZONE, stream, null, "12"));
      assertThat(err.toString()).doesNotContain("Nothing is stored");
    }
  }

  @Test
  void saysThatAFunctionIsUnknownAndWhichMayBeMeant() {
    Answer none = new Answer(200, "application/json", "{\"trails\":[],\"nextCursor\":null}");
    Answer functions =
        new Answer(
            200,
            "application/json",
            "{\"functions\":[{\"functionName\":\"orders-api\"},{\"functionName\":\"billing\"}]}");
    try (FakeApi api = new FakeApi(none, functions, NO)) {
      assertThat(commandLine.execute("tail", "--function", "order-api", "--url", api.url()))
          .isEqualTo(1);
      assertThat(err.toString())
          .contains(
              "Nothing is stored of function 'order-api'; did you mean 'orders-api'? What comes of"
                  + " it is printed.");
    }
  }

  @Test
  void printsOneLineOfJsonForEachChange() {
    String events = "event: trail\ndata: {\"a\":1}\n\nevent: gone\ndata: {\"b\":2}\n\n";
    try (FakeApi api = new FakeApi(Answer.events(events), NO)) {
      assertThat(commandLine.execute("tail", "--json", "--url", api.url())).isEqualTo(1);
      assertThat(out.toString().lines()).containsExactly("{\"a\":1}", "{\"b\":2}");
      assertThat(api.asked().get(0).path()).isEqualTo("/api/v1/tail");
    }
  }

  @Test
  void endsWhenNobodyReadsAnyMore() {
    PrintWriter closed = new PrintWriter(Writer.nullWriter());
    closed.close();
    try (FakeApi api = new FakeApi(Answer.events("event: trail\nid: 1\ndata: x\n\n"), NO)) {
      assertThat(commandLine.setOut(closed).execute("tail", "--url", api.url())).isZero();
      assertThat(api.asked()).hasSize(1);
    }
  }

  @Test
  void waitsForABusyServer() {
    Answer busy = Answer.problem(503, "busy");
    Answer events = Answer.events("event: trail\nid: 1\ndata: x\n\n");
    try (FakeApi api = new FakeApi(events, busy, events, NO)) {
      assertThat(commandLine.execute("tail", "--url", api.url())).isEqualTo(1);
      assertThat(out.toString().lines()).containsExactly("x", "x");
      assertThat(api.asked()).hasSize(4);
    }
  }

  @Test
  void aServerNeverReachedEndsIt() {
    String url;
    try (FakeApi gone = new FakeApi(NO)) {
      url = gone.url();
    }
    assertThat(commandLine.execute("tail", "--url", url)).isEqualTo(1);
    assertThat(err.toString()).contains("Cannot reach " + url + ": nothing answers there.");
  }

  @Test
  void aNumberOutOfItsRangeIsNotUnderstood() {
    assertThat(commandLine.execute("tail", "--last", "101")).isEqualTo(2);
    assertThat(err.toString()).contains("--last is 101; right would be 0 to 100.");
  }

  @Test
  void theHelpHasAnExample() {
    assertThat(commandLine.execute("tail", "--help")).isZero();
    assertThat(out.toString()).contains("logtrail tail --function orders --last 5", "130");
  }
}
