package dev.logtrail.api.http;

import dev.logtrail.text.NearestWord;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The parameters of a query string, read with their types. Each fault is a 400 problem that names
 * the parameter, its value and what would be right.
 */
public final class QueryParams {
  private final Map<String, List<String>> values;
  private final Clock clock;

  /**
   * Takes the parameters of a request.
   *
   * @param values as the request gave them
   * @param known the names this route understands
   * @param clock for times relative to now
   * @throws ProblemException 400 if one is not known
   */
  public QueryParams(Map<String, List<String>> values, Set<String> known, Clock clock) {
    this.values = values;
    this.clock = clock;
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw unknown(name, known);
      }
    }
  }

  private static ProblemException unknown(String name, Set<String> known) {
    String near = NearestWord.near(name, known);
    String right =
        near != null
            ? "did you mean '" + near + "'?"
            : known.isEmpty()
                ? "this route takes none."
                : "known are " + String.join(", ", new TreeSet<>(known)) + ".";
    return new ProblemException(400, "Unknown parameter '" + name + "': " + right);
  }

  /** The value, or null if absent or empty. */
  public String text(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      throw bad(name, String.join("' and '", all), "once, not " + all.size() + " times");
    }
    return all.isEmpty() || all.get(0).isBlank() ? null : all.get(0);
  }

  /** Epoch milliseconds, or null. */
  public Long time(String name) {
    String text = text(name);
    return text == null ? null : (Long) TimeParam.parse(name, text, clock);
  }

  /** A time zone by its name or offset; UTC if absent. */
  public ZoneId zone(String name) {
    String text = text(name);
    try {
      return text == null ? ZoneOffset.UTC : ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw bad(name, text, "a time zone such as Europe/Zurich or +02:00");
    }
  }

  /** True or false, or null. */
  public Boolean bool(String name) {
    return oneOf(name, List.of(true, false), Object::toString);
  }

  /** A decimal number from 0 on, or null. */
  public Double number(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the numbers out of range.
    }
    throw bad(name, text, "a number from 0 on, such as 500 or 12.5");
  }

  /** A whole number within a range. */
  public int whole(String name, int otherwise, int least, int most) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the numbers out of range.
    }
    throw bad(name, text, "a whole number from " + least + " to " + most);
  }

  /** One of some values by its word (case does not matter), or null. */
  public <T> T oneOf(String name, List<T> allowed, Function<T, String> word) {
    String text = text(name);
    return text == null ? null : pick(name, text, allowed, word);
  }

  /** Any of some values: the parameter repeated, or commas within. Empty if absent. */
  public <T> List<T> anyOf(String name, List<T> allowed, Function<T, String> word) {
    List<T> picked = new ArrayList<>();
    for (String value : values.getOrDefault(name, List.of())) {
      Arrays.stream(value.split(","))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .forEach(s -> picked.add(pick(name, s, allowed, word)));
    }
    return picked.stream().distinct().toList();
  }

  private static <T> T pick(String name, String text, List<T> allowed, Function<T, String> word) {
    for (T candidate : allowed) {
      if (word.apply(candidate).equalsIgnoreCase(text)) {
        return candidate;
      }
    }
    List<String> words = allowed.stream().map(word).toList();
    throw bad(name, text, "one of " + String.join(", ", words));
  }

  private static ProblemException bad(String name, String text, String right) {
    return new ProblemException(400, "'" + name + "' is '" + text + "': give " + right + ".");
  }
}
