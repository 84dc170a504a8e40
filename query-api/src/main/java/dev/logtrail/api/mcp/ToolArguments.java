package dev.logtrail.api.mcp;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.text.NearestWord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arguments that a tool says it takes. What it does not name is told with what there is; routes
 * of the same meaning take more, which mean nothing to an assistant.
 */
final class ToolArguments {
  private final Map<String, Map<?, ?>> properties = new LinkedHashMap<>();

  /** Those of a tool as it is listed. */
  ToolArguments(Map<?, ?> tool) {
    Map<?, ?> schema = (Map<?, ?>) tool.get("inputSchema");
    ((Map<?, ?>) schema.get("properties"))
        .forEach((name, property) -> properties.put((String) name, (Map<?, ?>) property));
  }

  /**
   * Checks names, and the range of whole numbers.
   *
   * @throws ProblemException if one is wrong
   */
  void check(Map<?, ?> arguments) {
    arguments.forEach(
        (name, value) -> {
          Map<?, ?> property = properties.get(name);
          if (property == null) {
            throw unknown(name.toString());
          }
          if (value instanceof Number number && property.get("minimum") instanceof Number least) {
            Number most = (Number) property.get("maximum");
            if (number.doubleValue() < least.doubleValue()
                || most != null && number.doubleValue() > most.doubleValue()) {
              throw new ProblemException(
                  400,
                  "'%s' is %s: give a number from %s%s."
                      .formatted(name, number, least, most == null ? " on" : " to " + most));
            }
          }
        });
  }

  private ProblemException unknown(String name) {
    Set<String> known = new TreeSet<>(properties.keySet());
    String near = NearestWord.near(name, known);
    String right =
        near == null
            ? "known are " + String.join(", ", known) + "."
            : "did you mean '" + near + "'?";
    String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    return new ProblemException(400, "Unknown argument '" + shown + "': " + right);
  }
}
