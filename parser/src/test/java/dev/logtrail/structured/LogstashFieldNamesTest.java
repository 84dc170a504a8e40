package dev.logtrail.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.structured.convention.Convention;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.structured.convention.FieldPath;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import net.logstash.logback.fieldnames.ShortenedFieldNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table's names are those of the encoder itself: taken from its getters, not from memory. */
class LogstashFieldNamesTest {
  private static final Convention LOGSTASH = Conventions.builtIn().named("logstash");

  /** What has no column of its own and stays a field, whatever it is called. */
  private static final Set<String> FIELDS =
      Set.of(
          "Version",
          "Context",
          "Uuid",
          "Caller",
          "CallerClass",
          "CallerMethod",
          "CallerFile",
          "CallerLine",
          "Tags",
          "Mdc",
          "KeyValuePair",
          "Arguments",
          "RootStackTraceElement",
          "RootStackTraceElementClass",
          "RootStackTraceElementMethod");

  static List<LogstashFieldNames> sets() {
    return List.of(new LogstashFieldNames(), new ShortenedFieldNames());
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyNameHasItsColumnOrStaysAField(LogstashFieldNames names) throws Exception {
    Map<String, List<FieldPath>> columns =
        Map.of(
            "Timestamp", LOGSTASH.timestamp(),
            "Message", LOGSTASH.message(),
            "Logger", LOGSTASH.logger(),
            "Thread", LOGSTASH.thread(),
            "Level", LOGSTASH.level(),
            "LevelValue", LOGSTASH.level(),
            "StackTrace", LOGSTASH.exception().stack());
    Map<String, String> told = defaults(names);
    assertThat(told.keySet()).containsAll(columns.keySet());
    told.forEach(
        (thing, name) -> {
          if (columns.containsKey(thing)) {
            assertThat(columns.get(thing)).as(thing).extracting(FieldPath::toString).contains(name);
          } else {
            assertThat(FIELDS).as("a name that the table says nothing of").contains(thing);
          }
        });
  }

  @Test
  void itsLinesAreKnownByItsOwnNames() {
    LogstashFieldNames names = new LogstashFieldNames();
    Map<String, Object> line =
        Map.of(names.getLevelValue(), 20_000, names.getLevel(), "INFO", names.getMessage(), "x");
    assertThat(Conventions.builtIn().of(line)).isSameAs(LOGSTASH);
  }

  private static Map<String, String> defaults(LogstashFieldNames names) throws Exception {
    Map<String, String> told = new TreeMap<>();
    for (Method method : LogstashFieldNames.class.getMethods()) {
      boolean getter = method.getName().startsWith("get") && method.getReturnType() == String.class;
      Object name = getter && method.getParameterCount() == 0 ? method.invoke(names) : null;
      if (name != null) {
        told.put(method.getName().substring(3), (String) name);
      }
    }
    return told;
  }
}
