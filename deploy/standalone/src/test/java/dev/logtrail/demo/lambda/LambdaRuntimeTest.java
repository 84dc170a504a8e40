package dev.logtrail.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.runtime.LambdaRuntime;
import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.demo.lambda.runtime.Output;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.trail.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exact text of each runtime's lines. A caption, what is said, what is written. */
class LambdaRuntimeTest {
  private static final String ID = "785991e6-7cd0-44b8-a722-3c1aadd65873";
  private static final LogContext AT = new LogContext(1_795_168_800_123L, ID);
  private static final LogContext INIT = new LogContext(1_795_168_800_123L, null);
  private static final ScriptedException FAULT =
      new ScriptedException(
          "KeyError",
          "'user_id'",
          List.of(
              new ScriptedException.Frame("/var/task/app.py", 7, "handler", "return find(event)"),
              new ScriptedException.Frame(
                  "/var/task/app.py", 12, "find", "return event['user_id']")));

  @Test
  void pythonLogsWithLevelTimeAndId() {
    LambdaRuntime python = LambdaRuntime.pythonText();
    assertThat(texts(python.write(LogCall.warn(0, "low"), AT)))
        .containsExactly("[WARNING]\t2026-11-20T10:00:00.123Z\t" + ID + "\tlow\n");
    assertThat(texts(python.write(LogCall.info(0, "up"), INIT)))
        .containsExactly("[INFO]\t2026-11-20T10:00:00.123Z\t\tup\n");
  }

  @Test
  void pythonPrintsLineByLine() {
    assertThat(texts(LambdaRuntime.pythonText().write(LogCall.print(0, "a\n  b"), AT)))
        .containsExactly("a\n", "  b\n");
    assertThat(texts(LambdaRuntime.pythonText().write(LogCall.printTrace(0, "oh", FAULT), AT)))
        .containsExactly(
            "oh\n",
            "Traceback (most recent call last):\n",
            "  File \"/var/task/app.py\", line 7, in handler\n",
            "    return find(event)\n",
            "  File \"/var/task/app.py\", line 12, in find\n",
            "    return event['user_id']\n",
            "KeyError: 'user_id'\n");
  }

  @Test
  void pythonEndsWithOneEventOfNoBreakSpacesAndNoLineBreak() {
    assertThat(texts(LambdaRuntime.pythonText().unhandled(FAULT, AT)))
        .containsExactly(
            "[ERROR] KeyError: 'user_id'\nTraceback (most recent call last):\n"
                + "\u00a0\u00a0File \"/var/task/app.py\", line 7, in handler\n"
                + "\u00a0\u00a0\u00a0\u00a0return find(event)\n"
                + "\u00a0\u00a0File \"/var/task/app.py\", line 12, in find\n"
                + "\u00a0\u00a0\u00a0\u00a0return event['user_id']");
  }

  @Test
  void pythonJsonCutsItsTimesToTheSecond() {
    Output output =
        LambdaRuntime.pythonJson().write(LogCall.info(0, "done").with("changed", 3), AT).get(0);
    assertThat(output.message())
        .isEqualTo(
            "{\"timestamp\": \"2026-11-20T10:00:00Z\", \"level\": \"INFO\", \"message\": \"done\","
                + " \"logger\": \"inventory\", \"requestId\": \""
                + ID
                + "\", \"changed\": 3}\n");
    assertThat(output.timestamp()).isEqualTo(1_795_168_800_000L);
    assertThat(texts(LambdaRuntime.pythonJson().unhandled(FAULT, AT)))
        .singleElement()
        .asString()
        .startsWith("{\"timestamp\": \"2026-11-20T10:00:00Z\", \"log_level\": \"ERROR\", ");
  }

  @Test
  void nodeLogsWithTimeIdAndLevel() {
    LambdaRuntime node = LambdaRuntime.nodeText();
    assertThat(texts(node.write(LogCall.log(0, Level.DEBUG, "a\nb"), AT)))
        .containsExactly("2026-11-20T10:00:00.123Z\t" + ID + "\tDEBUG\ta\nb\n");
    assertThat(texts(node.write(LogCall.info(0, "up"), INIT)))
        .containsExactly("2026-11-20T10:00:00.123Z\tundefined\tINFO\tup\n");
    assertThat(texts(node.unhandled(FAULT, AT)))
        .singleElement()
        .asString()
        .startsWith(
            "2026-11-20T10:00:00.123Z\t"
                + ID
                + "\tERROR\tInvoke Error \t{\"errorType\":\"KeyError\",")
        .contains("\"stack\":[\"KeyError: 'user_id'\",\"    at find (/var/task/app.py:12:17)\",");
  }

  @Test
  void nodeJsonHasNoIdKeyDuringInitAndNoLineBreak() {
    LambdaRuntime node = LambdaRuntime.nodeJson();
    String time = "{\"timestamp\":\"2026-11-20T10:00:00.123Z\",\"level\":\"INFO\",";
    assertThat(texts(node.write(LogCall.info(0, "up"), INIT)))
        .containsExactly(time + "\"message\":\"up\"}");
    assertThat(texts(node.write(LogCall.info(0, "in").with("way", "passkey"), AT)))
        .containsExactly(
            time
                + "\"requestId\":\""
                + ID
                + "\",\"message\":{\"msg\":\"in\",\"way\":\"passkey\"}}");
  }

  @Test
  void javaLoggerAddsNoLineBreakAndSystemOutIsCut() {
    LambdaRuntime java = LambdaRuntime.javaText();
    assertThat(texts(java.write(LogCall.info(0, "a\nb"), AT))).containsExactly("[INFO] a\nb");
    assertThat(texts(java.write(LogCall.printTrace(0, "oh", FAULT), AT)))
        .containsExactly(
            "oh\n",
            "KeyError: 'user_id'\n",
            "\tat find(/var/task/app.py:12)\n",
            "\tat handler(/var/task/app.py:7)\n");
    assertThat(texts(java.unhandled(FAULT, AT)))
        .containsExactly(
            "'user_id': KeyError\nKeyError: 'user_id'\n\tat find(/var/task/app.py:12)\n"
                + "\tat handler(/var/task/app.py:7)\n\n");
  }

  @Test
  void rustWritesTheIdIntoItsOwnText() {
    Output output = LambdaRuntime.rustContainer().write(LogCall.info(0, "commit"), AT).get(0);
    assertThat(output.message())
        .isEqualTo(
            " INFO Lambda runtime invoke{requestId=\"" + ID + "\"}: search_indexer: commit\n");
    assertThat(output.ownId()).isFalse();
  }

  private static List<String> texts(List<Output> outputs) {
    return outputs.stream().map(Output::message).toList();
  }
}
