package dev.logtrail.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.text.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader answers whatever the text; what its limits leave out is counted. */
class HostileLineTest {
  private final StructuredReader reader = new StructuredReader(Conventions.builtIn(), text -> null);

  @Test
  void whatIsNotOneObjectIsNotStructured() {
    List<String> texts =
        List.of(
            "",
            " ",
            "{",
            "}",
            "{}x",
            "{} {}",
            "[1]",
            "[{}]",
            "1",
            "null",
            "\"{}\"",
            "{a:1}",
            "{'a':1}",
            "{\"a\":}",
            "{\"a\" 1}",
            "{\"a\":1,}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":1e}",
            "{\"a\":tru}");
    assertThat(texts).allSatisfy(text -> assertThat(reader.read(text)).as(text).isNull());
    assertThat(reader.read("{}").fields()).isEmpty();
    assertThat(reader.read(" \t\r\n{\"a\":1}\n ").fields()).containsEntry("a", 1);
  }

  @Test
  void whatIsDeepIsKeptAsText() {
    String deep = "{\"a\":".repeat(100) + "[1, 2]" + "}".repeat(100);
    StructuredLine line = reader.read(deep);
    Object value = line.fields();
    int levels = 0;
    while (value instanceof Map<?, ?> map) {
      value = map.get("a");
      levels++;
    }
    assertThat(levels).isEqualTo(EventLimits.JSON_LEVELS);
    assertThat((String) value).startsWith("{\"a\":{").endsWith("[1, 2]" + "}".repeat(68));
    assertThat(reader.read("[".repeat(50_000))).isNull();
    assertThat(reader.read("{\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}")).isNull();
  }

  @Test
  void whatIsWideIsKeptAsTextOrCounted() {
    StringBuilder keys = new StringBuilder("{\"level\":\"warn\"");
    for (int i = 0; i < 1_500; i++) {
      keys.append(",\"k").append(i).append("\":[").append(i).append(']');
    }
    StructuredLine line = reader.read(keys + "}");
    assertThat(line.level()).isEqualTo(dev.logtrail.trail.Level.WARN);
    assertThat(line.fields()).hasSize(EventLimits.JSON_KEYS).containsEntry(JsonTree.TRUNCATED, 501);

    String many = "{\"a\":[" + "1,".repeat(30_000) + "1],\"b\":{\"c\":2},\"d\":3}";
    assertThat(reader.read(many).fields()).containsEntry("b", "{\"c\":2}").containsEntry("d", 3);
  }

  @Test
  void numbersThatNoTypeHoldsAreKept() {
    StructuredLine line =
        reader.read(
            "{\"a\":1e99999999999,\"b\":-0.0,\"c\":1E400,\"d\":"
                + "9".repeat(300)
                + ",\"time\":1e300}");
    assertThat(line.fields().get("a").toString()).containsIgnoringCase("e");
    assertThat(line.fields().get("d").toString()).hasSize(300);
    assertThat(line.timestamp()).isNull();
    assertThat(reader.read("{\"a\":" + "9".repeat(5_000) + "}")).isNull();
  }

  @Test
  void halfCharactersAndControlsPass() {
    assertThat(reader.read("{\"a\":\"\\ud800\",\"message\":\"x\u0000\ty\nz\ud800\"}").message())
        .isEqualTo("x\u0000\ty\nz\ud800");
  }

  @Test
  void keysOfTheWrongKindAreFields() {
    String odd =
        "{\"level\":[],\"message\":{},\"timestamp\":{\"seconds\":\"x\"},\"logger\":1,\"exception\":[1],\"err\":{\"stack\":7},"
            + "\"stackTrace\":[null,{}],\"_aws\":{\"CloudWatchMetrics\":[1,{\"Metrics\":[2,{\"Name\":3}]}]},"
            + "\"@mt\":1,\"spans\":[1,null],\"mdc\":\"x\"}";
    assertThat(reader.read(odd).fields())
        .containsKeys("level", "timestamp", "logger", "_aws", "mdc");
  }

  @Test
  void brokenLinesNeverThrow() {
    Random random = new Random(7);
    List<String> seeds =
        List.of(
            "{\"timestamp\":\"2026-03-01T10:15:30.123Z\",\"level\":\"ERROR\",\"requestId\":\"r\",\"message\":\"{\\\"level\\\":50,\\\"time\\\":1,\\\"msg\\\":\\\"x\\\"}\"}",
            "{\"@t\":\"2026-03-01T10:15:30Z\",\"@mt\":\"{A:0} {{}} {B\",\"@r\":[1],\"@x\":\"E: x\\n"
                + " at y\",\"@l\":\"Level 9\"}",
            "{\"level\":50,\"time\":1,\"err\":{\"type\":\"E\",\"stack\":\"E: <#12> Wrapped by:"
                + " [a)]\\n"
                + "Wrapped by: <#\",\"cause\":[{}]}}",
            "words \t{\"errorType\":\"E\",\"errorMessage\":\"m\",\"stack\":[\"E: m\",\"at x\"]}");
    for (int i = 0; i < 50_000; i++) {
      StringBuilder line = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(line.length());
        switch (random.nextInt(3)) {
          case 0 -> line.deleteCharAt(at);
          case 1 -> line.setCharAt(at, "{}[]\",:\\019. \n\u00e9".charAt(random.nextInt(15)));
          default ->
              line.insert(at, line.substring(at, Math.min(line.length(), at + random.nextInt(30))));
        }
      }
      String text = line.toString();
      assertThatCode(
              () -> {
                reader.read(text);
                reader.readEnd(text);
              })
          .as(text)
          .doesNotThrowAnyException();
    }
  }
}
