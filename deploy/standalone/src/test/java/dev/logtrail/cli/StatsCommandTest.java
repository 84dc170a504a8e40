package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.cli.FakeApi.Answer;
import dev.logtrail.cli.client.ServerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StatsCommandTest {
  private static final String ZONE = ServerOptions.encode(ZoneId.systemDefault().getId());

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void printsTheTable() {
    try (FakeApi api = new FakeApi(Answer.text("function  requests\norders  1\n"))) {
      int code =
          commandLine.execute(
              "stats", "--from", "-7d", "--group-by", "stage", "--bill", "--url", api.url());

      assertThat(code).isZero();
      assertThat(out.toString()).startsWith("function  requests").contains("orders  1");
      assertThat(api.asked().get(0).path())
          .isEqualTo("/api/v1/stats?from=-7d&step=none&groupBy=stage&bill=true&zone=" + ZONE);
      assertThat(api.asked().get(0).accept()).isEqualTo("text/plain");
    }
  }

  @Test
  void saysThatTheFunctionIsUnknown() {
    Answer none = new Answer(200, "application/json", "{\"trails\":[]}");
    Answer names =
        new Answer(200, "application/json", "{\"functions\":[{\"functionName\":\"orders\"}]}");
    try (FakeApi api =
        new FakeApi(Answer.text("No request started in this span.\n"), none, names)) {
      assertThat(commandLine.execute("stats", "--function", "oders", "--url", api.url())).isZero();
      assertThat(err.toString())
          .contains("Nothing is stored of function 'oders'; did you mean 'orders'?");
    }
  }

  @Test
  void printsTheJsonAsItComes() {
    try (FakeApi api = new FakeApi(Answer.text("{\"groups\":[]}"))) {
      assertThat(
              commandLine.execute(
                  "stats", "--function", "a b", "--step", "1h", "--json", "--url", api.url()))
          .isZero();
      assertThat(out.toString().strip()).isEqualTo("{\"groups\":[]}");
      assertThat(api.asked().get(0).path()).isEqualTo("/api/v1/stats?function=a%20b&step=1h");
      assertThat(api.asked().get(0).accept()).isEqualTo("application/json");
    }
  }

  @Test
  void aProblemIsTheServersDetailAndOne() {
    try (FakeApi api = new FakeApi(Answer.problem(400, "'from' is 'x', which is no time"))) {
      assertThat(commandLine.execute("stats", "--from", "x", "--url", api.url())).isEqualTo(1);
      assertThat(err.toString().strip()).isEqualTo("'from' is 'x', which is no time");
    }
  }
}
