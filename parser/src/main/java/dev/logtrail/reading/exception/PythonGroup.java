package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the traceback of a Python exception group, which is drawn with a margin. The exceptions it
 * holds, at any depth, become its causes.
 *
 * <pre>
 *     + Exception Group Traceback (most recent call last):
 *     |   File "a.py", line 3, in f
 *     | ExceptionGroup: two failed (2 sub-exceptions)
 *     +-+---------------- 1 ----------------
 *       | ValueError: a
 *       +------------------------------------
 * </pre>
 */
public final class PythonGroup {
  private PythonGroup() {}

  /** The group's exception. */
  static ExceptionInfo read(String text) {
    List<List<String>> chunks = new ArrayList<>();
    chunks.add(new ArrayList<>());
    for (String line : text.split("\n")) {
      int margin = margin(line);
      if (margin < 0) {
        continue;
      }
      String rest = line.substring(margin + 1);
      if (rest.startsWith("-")) {
        chunks.add(new ArrayList<>());
      } else {
        chunks.get(chunks.size() - 1).add(rest.startsWith(" ") ? rest.substring(1) : rest);
      }
    }
    List<ExceptionInfo> causes = new ArrayList<>();
    for (List<String> chunk : chunks.subList(1, chunks.size())) {
      if (!chunk.isEmpty()) {
        causes.add(PythonTrace.read(chunk));
      }
    }
    ExceptionInfo group = PythonTrace.read(chunks.get(0));
    return new ExceptionInfo(group.type(), group.message(), group.frames(), causes);
  }

  /** Where the margin of a line stands, or -1. */
  public static int margin(String line) {
    int i = 0;
    while (i < line.length() && Scan.isBlank(line.charAt(i))) {
      i++;
    }
    boolean drawn = Scan.isAt(line, i, '|') || Scan.isAt(line, i, '+');
    return i > 0 && drawn ? i : -1;
  }
}
