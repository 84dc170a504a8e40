package dev.logtrail.service.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a child process has written into one of its streams, which goes to a file. */
public record ChildOutput(Path file) {
  private static final long POLL_MS = 10;

  /** All of it so far. */
  public String text() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a match; null if the child ends before there is one, or the time is over. */
  public Matcher await(Pattern pattern, Duration within, BooleanSupplier alive)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    boolean last = false;
    while (true) {
      Matcher matcher = pattern.matcher(text());
      if (matcher.find()) {
        return matcher;
      }
      if (last) {
        return null;
      }
      last = !alive.getAsBoolean() || System.nanoTime() > deadline;
      Thread.sleep(POLL_MS);
    }
  }
}
