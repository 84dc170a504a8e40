package dev.logtrail.structured.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.line.EntryShape;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.Level;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counting knows every name under which the table of conventions finds levels and exceptions. */
class CountedNamesTest {
  private final Conventions table = Conventions.builtIn();

  @Test
  void aLevelUnderAnyNameMakesALineDoubtful() {
    all().flatMap(c -> c.level().stream()).forEach(n -> assertDoubtful(n, "\"ERROR\""));
  }

  @Test
  void whatMayBeAnExceptionMakesALineDoubtful() {
    all()
        .map(Convention::exception)
        .flatMap(e -> Stream.of(e.type(), e.message(), e.stack(), e.object()).flatMap(List::stream))
        .forEach(n -> assertDoubtful(n, "\"x\""));
  }

  @Test
  void aMessageOfSeveralLinesMakesALineDoubtful() {
    all()
        .flatMap(c -> Stream.concat(c.message().stream(), c.template().stream()))
        .forEach(n -> assertDoubtful(n, "\"a\\nb\""));
  }

  @Test
  void anExtensionsNameMakesALineDoubtful() {
    all()
        .flatMap(c -> c.logger().stream())
        .forEach(n -> assertDoubtful(n, "\"lambda_web_adapter\""));
  }

  @Test
  void onlyWhatTellsOfAnExceptionIsAnErrorWithoutALevel() {
    List<String> errors =
        all()
            .filter(c -> c.defaultLevel() != null && c.defaultLevel().atLeast(Level.ERROR))
            .map(Convention::name)
            .toList();
    assertThat(errors).containsExactly("lambda-error");
  }

  private Stream<Convention> all() {
    return table.names().stream().map(table::named);
  }

  /** Flat, and nested wherever the name has a dot. */
  private static void assertDoubtful(FieldPath name, String value) {
    String flat = name.toString();
    assertAny("{\"" + flat + "\":" + value + "}");
    for (int dot = flat.indexOf('.'); dot > 0; dot = flat.indexOf('.', dot + 1)) {
      assertAny(
          "{\""
              + flat.substring(0, dot)
              + "\":{\""
              + flat.substring(dot + 1)
              + "\":"
              + value
              + "}}");
    }
  }

  private static void assertAny(String line) {
    assertThat(LineScanner.scan(line).shape()).as(line).isEqualTo(EntryShape.ANY);
  }
}
