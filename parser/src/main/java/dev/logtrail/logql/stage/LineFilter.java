package dev.logtrail.logql.stage;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * A line filter. It looks at the line as it is shown and as the function wrote it, with the prefix
 * of its runtime or as JSON: what is in either is in the line.
 *
 * @param texts one of which must, or must not, be in the line
 * @param wanted whether it must be there
 */
public record LineFilter(List<Text> texts, boolean wanted) implements Stage {

  /** What is looked for. */
  public sealed interface Text {
    /** Whether it is in a line. */
    boolean in(String line);
  }

  /** The text itself. */
  public record Plain(String text) implements Text {
    @Override
    public boolean in(String line) {
      return line.contains(text);
    }
  }

  /** A regular expression, found anywhere. */
  public record Regex(Pattern pattern) implements Text {
    @Override
    public boolean in(String line) {
      return pattern.matcher(line).find();
    }
  }

  /** A pattern with gaps, of the whole line. */
  public record Shape(PatternText pattern) implements Text {
    @Override
    public boolean in(String line) {
      return pattern.fits(line);
    }
  }

  public LineFilter {
    texts = List.copyOf(texts);
  }

  @Override
  public boolean pass(LogLine line) {
    return found(line) == wanted;
  }

  private boolean found(LogLine line) {
    for (Text t : texts) {
      if (t.in(line.text()) || t.in(line.written())) {
        return true;
      }
    }
    return false;
  }

  /** The one plain text that each line must hold; null if there may be others. */
  public String needed() {
    return wanted && texts.size() == 1 && texts.get(0) instanceof Plain p ? p.text() : null;
  }
}
