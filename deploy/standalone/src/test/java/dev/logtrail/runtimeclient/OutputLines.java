package dev.logtrail.runtimeclient;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Standard output and standard error, which share one pipe: the platform cuts it at line feeds. */
final class OutputLines {
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  /** Takes bytes; the answer is the lines that are whole now, each with its line feed. */
  List<String> take(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (byte b : bytes) {
      open.write(b);
      if (b == '\n') {
        lines.add(open.toString(StandardCharsets.UTF_8));
        open.reset();
      }
    }
    return lines;
  }

  /** The line that the process left open when it ended; none if it left none. */
  List<String> end() {
    if (open.size() == 0) {
      return List.of();
    }
    String last = open.toString(StandardCharsets.UTF_8);
    open.reset();
    return List.of(last);
  }
}
