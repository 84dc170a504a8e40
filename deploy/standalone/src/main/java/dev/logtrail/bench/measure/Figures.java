package dev.logtrail.bench.measure;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One line of figures: names and values in order, printed as a row of a table or as a JSON object.
 * Whole numbers are {@code Long} or {@code Integer}; the others are rounded to three digits behind
 * the point.
 */
public final class Figures {
  private static final int NARROWEST = 6;

  private final Map<String, Object> values = new LinkedHashMap<>();

  public Figures(String bench) {
    values.put("bench", bench);
  }

  public Figures with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /**
   * Prints rows; a head comes before each whose columns are others than those of the row before.
   */
  public static void print(List<Figures> rows, PrintWriter out, boolean json) {
    Set<String> columns = Set.of();
    for (Figures row : rows) {
      row.print(out, json, !row.values.keySet().equals(columns));
      columns = row.values.keySet();
    }
  }

  /** Prints; a table's head comes before its first row. */
  public void print(PrintWriter out, boolean json, boolean first) {
    if (json) {
      out.println(json());
    } else {
      if (first) {
        out.println();
        out.println(row(true));
      }
      out.println(row(false));
    }
    out.flush();
  }

  private String row(boolean head) {
    StringBuilder row = new StringBuilder();
    values.forEach(
        (name, value) -> {
          int width = Math.max(name.length(), NARROWEST);
          String text = head ? name : text(value);
          row.append(row.length() == 0 ? "" : "  ");
          row.append(String.format(Locale.ROOT, "%" + width + "s", text));
        });
    return row.toString();
  }

  private String json() {
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          json.append(json.length() == 1 ? "" : ",").append('"').append(camel(name)).append("\":");
          json.append(value instanceof String ? "\"" + value + "\"" : text(value));
        });
    return json.append('}').toString();
  }

  /** {@code lines/CPU s} becomes {@code linesPerCpuS}. */
  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.replace("/", " per ").split(" ")) {
      String lower = word.toLowerCase(Locale.ROOT);
      camel.append(
          camel.length() == 0
              ? lower
              : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return camel.toString();
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return number >= 1_000
          ? String.format(Locale.ROOT, "%.0f", number)
          : String.format(Locale.ROOT, "%.3f", number);
    }
    return String.valueOf(value);
  }
}
