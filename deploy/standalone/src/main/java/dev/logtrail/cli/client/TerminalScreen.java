package dev.logtrail.cli.client;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server must know of the terminal to write text for it: the zone of its times, its size.
 */
public final class TerminalScreen {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");

  private TerminalScreen() {}

  /** The name of this machine's time zone, under the name that the API has for it. */
  public static void addZone(Map<String, String> query) {
    query.put("zone", ZoneId.systemDefault().getId());
  }

  /** Adds the size, where the answer goes to a terminal and not to a file or a pipe. */
  public static void addSize(Map<String, String> query) {
    Matcher size = SIZE.matcher(System.console() == null ? "" : size());
    if (size.matches()) {
      query.put("height", size.group(1));
      query.put("width", size.group(2));
    }
  }

  /** Lines and columns, as {@code stty} tells them; empty where it does not. */
  private static String size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroy();
        return "";
      }
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return ""; // No stty, as on Windows.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
