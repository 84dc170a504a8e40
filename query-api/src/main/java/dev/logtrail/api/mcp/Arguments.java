package dev.logtrail.api.mcp;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.limit.AssistantLimits;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of a call, as the parameters that routes of the same meaning take. */
final class Arguments {
  private Arguments() {}

  /** Each value as the text of a parameter; what is null is left out. */
  static Map<String, List<String>> raw(Map<?, ?> arguments) {
    Map<String, List<String>> raw = new LinkedHashMap<>();
    arguments.forEach(
        (name, value) -> {
          if (value instanceof List<?> list) {
            raw.put(name.toString(), list.stream().map(Arguments::text).toList());
          } else if (value != null) {
            raw.put(name.toString(), List.of(text(value)));
          }
        });
    return raw;
  }

  /** Models write 5 as 5.0. */
  private static String text(Object value) {
    boolean decimal = value instanceof Double || value instanceof BigDecimal;
    return decimal
        ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  /** The arguments of a tool that knows no others than these. */
  static QueryParams of(Map<?, ?> arguments, Clock clock, String... known) {
    return new QueryParams(raw(arguments), Set.of(known), clock);
  }

  /**
   * A text that must be there.
   *
   * @throws ProblemException 400 if it is not
   */
  static String needed(QueryParams params, String name) {
    String text = params.text(name);
    if (text == null) {
      throw new ProblemException(400, "'" + name + "' is missing.");
    }
    return text.strip();
  }

  /** How long the answer may be, in characters. */
  static int maxChars(QueryParams params) {
    return params.whole(
        "maxChars", AssistantLimits.DEFAULT_ANSWER_CHARS, 1_000, AssistantLimits.ANSWER_CHARS);
  }
}
