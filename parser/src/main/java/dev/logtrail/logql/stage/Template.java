package dev.logtrail.logql.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with labels in it: {@code {{.status}} {{.path}}}. Functions are not known. */
public final class Template {
  private static final String LINE = "__line__";
  private static final Pattern HOLE =
      Pattern.compile("\\{\\{-? ?\\s*(?:\\.([A-Za-z_][A-Za-z0-9_]*)|(__line__))\\s* ?-?\\}\\}");

  /** A piece of text, or the name of a label. */
  private record Piece(String text, String label) {}

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A template.
   *
   * @throws IllegalArgumentException if it holds anything else than labels
   */
  public Template(String template) {
    Matcher m = HOLE.matcher(template);
    int end = 0;
    while (m.find()) {
      text(template.substring(end, m.start()));
      pieces.add(new Piece(null, m.group(1) == null ? LINE : m.group(1)));
      end = m.end();
    }
    text(template.substring(end));
  }

  private void text(String text) {
    int open = text.indexOf("{{");
    if (open >= 0) {
      throw new IllegalArgumentException(
          "'%s' is not answered here: of templates known are {{.label}} and {{__line__}}"
              .formatted(text.substring(open, Math.min(text.length(), open + 40))));
    }
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, null));
    }
  }

  /** The text for a line; labels that it has not are empty. */
  String fill(LogLine line) {
    StringBuilder out = new StringBuilder();
    for (Piece p : pieces) {
      if (p.text() != null) {
        out.append(p.text());
      } else {
        out.append(
            p.label().equals(LINE) ? line.text() : line.labels().getOrDefault(p.label(), ""));
      }
    }
    return out.toString();
  }
}
