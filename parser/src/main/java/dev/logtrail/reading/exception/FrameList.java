package dev.logtrail.reading.exception;

import java.util.List;

/** Frames that are printed on more than one line. */
final class FrameList {
  /** Longer ones are no frames but text that happens to be indented; it stays in the message. */
  private static final int LONGEST = 4_000;

  private FrameList() {}

  /** Puts another line below the last frame. */
  static void below(List<String> frames, String line) {
    int last = frames.size() - 1;
    if (frames.get(last).length() + line.length() < LONGEST) {
      frames.set(last, frames.get(last) + "\n" + line);
    }
  }
}
