package dev.logtrail.logql.stage;

import java.util.regex.Pattern;

/** Changes the text of a line. All lines pass. */
public sealed interface LineStage extends Stage {
  /** {@code line_format}: a text of labels. */
  record Format(Template template) implements LineStage {
    @Override
    public boolean pass(LogLine line) {
      line.rewrite(template.fill(line));
      return true;
    }
  }

  /** {@code decolorize}: takes off the colours of terminals. */
  record Decolorize() implements LineStage {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,40}m");

    @Override
    public boolean pass(LogLine line) {
      if (line.text().indexOf('\u001b') >= 0) {
        line.rewrite(COLOUR.matcher(line.text()).replaceAll(""));
      }
      return true;
    }
  }
}
