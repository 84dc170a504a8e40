package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtrail.reading.exception.ExceptionText;
import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.StructuredReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.ExceptionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One file of cases for each convention, {@code dev/logtrail/structured/<convention>.txt}: a
 * caption, the line as its logger writes it, and what is read from it as JSON (what is not there is
 * not written). {@code \n} before the first key stands for lines that were printed over several.
 */
class ConventionCasesTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final StructuredReader READER =
      new StructuredReader(Conventions.builtIn(), ExceptionText::read);

  @TestFactory
  Stream<DynamicContainer> readsTheLinesOf() {
    return Conventions.builtIn().names().stream()
        .map(name -> DynamicContainer.dynamicContainer(name, cases(name)));
  }

  private static Stream<DynamicTest> cases(String convention) {
    List<String> lines = file(convention).lines().filter(line -> !line.isBlank()).toList();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 3) {
      String caption = lines.get(i);
      String line = lines.get(i + 1);
      String expected = lines.get(i + 2);
      assertThat(caption).as("line %s of %s.txt", i + 1, convention).startsWith("# ");
      tests.add(
          DynamicTest.dynamicTest(caption.substring(2), () -> check(convention, line, expected)));
    }
    assertThat(tests).as("cases in " + convention + ".txt").isNotEmpty();
    return tests.stream();
  }

  private static void check(String convention, String line, String expected) throws IOException {
    String printed = line.startsWith("{\\n") ? line.replace("\\n", "\n") : line;
    StructuredLine read = READER.read(printed);
    assertThat(read).isNotNull();
    ObjectNode told = (ObjectNode) JSON.readTree(expected);
    told.putIfAbsent("convention", JSON.getNodeFactory().textNode(convention));
    JsonNode found = JSON.readTree(JSON.writeValueAsString(asTold(read)));
    assertThat(found).isEqualTo(told);
    assertThat(found.get("fields").toString())
        .as("the order of the fields")
        .isEqualTo(told.get("fields").toString());
  }

  private static Map<String, Object> asTold(StructuredLine line) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("convention", line.convention());
    put(all, "level", line.level() == null ? null : line.level().name());
    put(
        all,
        "timestamp",
        line.timestamp() == null ? null : Instant.ofEpochMilli(line.timestamp()).toString());
    put(all, "logger", line.logger());
    put(all, "thread", line.thread());
    put(all, "message", line.message());
    put(all, "exception", exception(line.exception()));
    put(all, "requestId", line.requestId());
    put(all, "traceId", line.traceId());
    put(all, "correlation", line.correlation().isEmpty() ? null : line.correlation());
    put(all, "fields", line.fields());
    return all;
  }

  private static Map<String, Object> exception(ExceptionInfo exception) {
    if (exception == null) {
      return null;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    put(told, "type", exception.type());
    put(told, "message", exception.message());
    put(
        told,
        "firstFrame",
        exception.frames().stream()
            .findFirst()
            .map(f -> f.lines().findFirst().orElse(""))
            .orElse(null));
    List<Map<String, Object>> causes =
        exception.causes().stream().map(ConventionCasesTest::named).toList();
    put(told, "causes", causes.isEmpty() ? null : causes);
    return told;
  }

  private static Map<String, Object> named(ExceptionInfo exception) {
    Map<String, Object> told = new LinkedHashMap<>();
    put(told, "type", exception.type());
    put(told, "message", exception.message());
    return told;
  }

  private static void put(Map<String, Object> all, String key, Object value) {
    if (value != null) {
      all.put(key, value);
    }
  }

  private static String file(String convention) {
    String name = "/dev/logtrail/structured/" + convention + ".txt";
    try (InputStream in = ConventionCasesTest.class.getResourceAsStream(name)) {
      assertThat(in).as("a file of cases: " + name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
