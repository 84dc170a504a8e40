package dev.logtrail.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a child process writes into one of its streams, line by line, while it runs. */
final class ChildOutput {
  private final StringBuilder text = new StringBuilder();
  private boolean ended;

  /** Begins to read on a thread of its own. */
  ChildOutput(InputStream stream, String name) {
    Thread reader = new Thread(() -> read(stream), name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line + "\n");
      }
    } catch (IOException e) {
      add("(" + e + ")\n");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    text.append(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** All of it so far. */
  synchronized String text() {
    return text.toString();
  }

  /** Waits for a match; null if the stream ends before there is one, or the time is over. */
  synchronized Matcher await(Pattern pattern, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return matcher;
      }
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (ended || leftMs <= 0) {
        return null;
      }
      wait(leftMs);
    }
  }

  /** Waits until the child has closed the stream. */
  synchronized void awaitEnd(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    for (long leftMs = within.toMillis(); !ended && leftMs > 0; ) {
      wait(leftMs);
      leftMs = (deadline - System.nanoTime()) / 1_000_000;
    }
  }
}
