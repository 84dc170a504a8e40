package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.cli.FakeApi.Answer;
import dev.logtrail.cli.FakeApi.Asked;
import dev.logtrail.cli.client.ServerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GetCommandTest {
  private static final String ZONE = ServerOptions.encode(ZoneId.systemDefault().getId());

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void printsTheReadableTrail() {
    try (FakeApi api = new FakeApi(Answer.text("header\n  line\n"))) {
      int code = commandLine.execute("get", "a b/c", "--url", api.url() + "/", "--token", "t");

      assertThat(code).isZero();
      assertThat(out.toString()).isEqualTo("header\n  line\n");
      assertThat(api.asked())
          .containsExactly(
              new Asked("/api/v1/trails/a%20b%2Fc?zone=" + ZONE, "text/plain", "Bearer t", null));
    }
  }

  @Test
  void printsAnExecutionByItsArn() {
    try (FakeApi api = new FakeApi(Answer.text("execution\n"))) {
      assertThat(commandLine.execute("get", "--execution", "a:b/c", "--url", api.url())).isZero();
      assertThat(out.toString()).isEqualTo("execution\n");
      assertThat(api.asked().get(0).path()).isEqualTo("/api/v1/executions/a%3Ab%2Fc?zone=" + ZONE);
    }
    assertThat(commandLine.execute("get", "--execution", "--trace", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--trace and --execution are two things to ask for");
  }

  @Test
  void printsTheJsonAsItComes() {
    try (FakeApi api = new FakeApi(Answer.text("{\"trails\":[]}"))) {
      assertThat(commandLine.execute("get", "a", "--json", "--url", api.url())).isZero();
      assertThat(out.toString()).isEqualTo("{\"trails\":[]}" + System.lineSeparator());
      assertThat(api.asked().get(0).accept()).isEqualTo("application/json");
    }
  }

  @Test
  void anUnknownRequestIsTheServersDetailAndOne() {
    try (FakeApi api = new FakeApi(Answer.problem(404, "No trail of request id 'a' is stored."))) {
      assertThat(commandLine.execute("get", "a", "--url", api.url())).isEqualTo(1);
      assertThat(err.toString().strip()).isEqualTo("No trail of request id 'a' is stored.");
      assertThat(out.toString()).isEmpty();
    }
  }

  @Test
  void anAnswerThatIsNoProblemDocumentIsShown() {
    try (FakeApi api = new FakeApi(new Answer(502, "text/html", "<h1>Bad Gateway</h1>"))) {
      assertThat(commandLine.execute("get", "a", "--url", api.url())).isEqualTo(1);
      assertThat(err.toString()).contains("the server answered 502: <h1>Bad Gateway</h1>");
    }
  }

  @Test
  void aServerThatIsNotThereIsSaidPlainly() {
    String url;
    try (FakeApi gone = new FakeApi(Answer.text(""))) {
      url = gone.url();
    }
    assertThat(commandLine.execute("get", "a", "--url", url)).isEqualTo(1);
    assertThat(err.toString())
        .contains("Cannot reach " + url + ": nothing answers there. Start it with 'logtrail up'");
  }

  @Test
  void anAddressThatIsNoneIsSaidPlainly() {
    assertThat(commandLine.execute("get", "a", "--url", "127.0.0.1")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--url is '127.0.0.1', which is not the address of a server; right would be"
                + " http://127.0.0.1");
    assertThat(commandLine.execute("get", "a", "--url", "localhost:8080")).isEqualTo(2);
    assertThat(err.toString()).contains("right would be http://localhost:8080");
  }

  @Test
  void withoutAnIdItIsNotUnderstood() {
    assertThat(commandLine.execute("get")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: 'REQUEST_ID'");
  }

  @Test
  void theHelpHasAnExample() {
    assertThat(commandLine.execute("get", "--help")).isZero();
    assertThat(out.toString())
        .contains("Examples:", "logtrail get 785991e6", "$LOGTRAIL_URL", "Exit codes:");
  }
}
