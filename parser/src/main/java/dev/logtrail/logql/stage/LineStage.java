package dev.logtrail.logql.stage;

import dev.logtrail.text.TerminalCodes;

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

  /** {@code decolorize}: takes off the colours of terminals, and their other codes. */
  record Decolorize() implements LineStage {
    @Override
    public boolean pass(LogLine line) {
      if (TerminalCodes.mayBeIn(line.text())) {
        line.rewrite(TerminalCodes.without(line.text()));
      }
      return true;
    }
  }
}
