package dev.logtrail.logql.stage;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.logtrail.text.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes labels of what a line holds. All lines pass. */
public sealed interface FieldStage extends Stage {
  /**
   * Adds labels.
   *
   * @param line to which
   */
  void read(LogLine line);

  @Override
  default boolean pass(LogLine line) {
    read(line);
    return true;
  }

  /** A name that a label may have. */
  private static String name(String key) {
    String name = key.replaceAll("[^A-Za-z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /**
   * {@code json}: fields of a line that is JSON, nested ones joined by {@code _}. Lists are left
   * out.
   *
   * @param wanted which alone, by label; null for all
   */
  record Json(Map<String, JsonPath> wanted) implements FieldStage {
    /** What a line that is not JSON is told to be. */
    static final String FAULT = "JSONParserErr";

    /** All fields. */
    public Json() {
      this(null);
    }

    @Override
    public void read(LogLine line) {
      Map<String, Object> object = line.object();
      if (object == null) {
        line.labels().putIfAbsent(LogLine.ERROR, FAULT);
      } else if (wanted == null) {
        add("", object, line);
      } else {
        wanted.forEach(
            (label, path) -> {
              Object found = path.of(object);
              boolean nested = found instanceof Map || found instanceof Iterable;
              line.extract(label, nested ? JsonText.write(found) : found == null ? "" : found);
            });
      }
    }

    private static void add(String prefix, Map<?, ?> object, LogLine line) {
      object.forEach(
          (key, value) -> {
            String name = prefix + name(key.toString());
            if (value instanceof Map<?, ?> nested) {
              add(name + "_", nested, line);
            } else if (!(value instanceof Iterable)) {
              line.extract(name, value);
            }
          });
    }
  }

  /**
   * {@code logfmt}: pairs such as {@code status=200 msg="not found"}. A line that is JSON has none.
   *
   * @param wanted which keys alone, by label; null for all
   */
  record Logfmt(Map<String, String> wanted) implements FieldStage {
    @Override
    public void read(LogLine line) {
      if (line.object() != null) {
        return;
      }
      Map<String, String> pairs = pairs(line.written());
      if (wanted == null) {
        pairs.forEach((key, value) -> line.extract(name(key), value));
      } else {
        wanted.forEach((label, key) -> line.extract(label, pairs.getOrDefault(key, "")));
      }
    }

    /** Words without {@code =} are no pairs. */
    private static Map<String, String> pairs(String text) {
      Map<String, String> pairs = new LinkedHashMap<>();
      int i = 0;
      while (i < text.length()) {
        int begin = i;
        while (i < text.length() && isKey(text.charAt(i))) {
          i++;
        }
        String key = text.substring(begin, i);
        if (key.isEmpty() || i >= text.length() || text.charAt(i) != '=') {
          i = Math.max(i, begin + 1);
          continue;
        }
        i++;
        if (i < text.length() && text.charAt(i) == '"') {
          StringBuilder value = new StringBuilder();
          i++;
          while (i < text.length() && text.charAt(i) != '"') {
            boolean escaped = text.charAt(i) == '\\' && i + 1 < text.length();
            value.append(escaped ? unescaped(text.charAt(++i)) : text.charAt(i));
            i++;
          }
          i++;
          pairs.putIfAbsent(key, value.toString());
        } else {
          int from = i;
          while (i < text.length() && text.charAt(i) > ' ') {
            i++;
          }
          if (i > from) { // A pair without a value is left out, as Loki does.
            pairs.putIfAbsent(key, text.substring(from, i));
          }
        }
      }
      return pairs;
    }

    private static char unescaped(char c) {
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        default -> c;
      };
    }

    private static boolean isKey(char c) {
      return c > ' ' && c != '=' && c != '"';
    }
  }

  /**
   * {@code regexp}: what the groups with names hold, where it is found first: in the line as it is
   * shown, else as it was written.
   */
  record Regexp(Pattern pattern) implements FieldStage {
    @Override
    public void read(LogLine line) {
      Matcher m = pattern.matcher(line.text());
      boolean found = m.find() || m.reset(line.written()).find();
      if (found) {
        pattern.namedGroups().forEach((name, group) -> line.extract(name, m.group(group)));
      }
    }
  }

  /** {@code pattern}: what the gaps with names hold, up to where the line differs. */
  record Gaps(PatternText pattern) implements FieldStage {
    @Override
    public void read(LogLine line) {
      Map<String, String> shown = new LinkedHashMap<>();
      Map<String, String> written = new LinkedHashMap<>();
      boolean whole = pattern.read(line.text(), shown);
      boolean other = !whole && pattern.read(line.written(), written);
      (other ? written : shown).forEach(line::extract);
    }
  }
}
