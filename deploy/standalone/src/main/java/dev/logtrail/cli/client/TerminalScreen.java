package dev.logtrail.cli.client;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal that the output goes to.
 *
 * @param width its columns; 0 where the output goes to a file or a pipe, or they are not known
 * @param height its lines; 0 likewise
 */
public record TerminalScreen(int width, int height) {
  /** No terminal, or one that tells nothing. */
  public static final TerminalScreen NONE = new TerminalScreen(0, 0);

  private static final int USUAL_WIDTH = 80;

  /** The help is not laid out in less. */
  private static final int LEAST_HELP_WIDTH = 55;

  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");

  /** That of this process. */
  public static TerminalScreen ofOutput() {
    if (!isTerminal(System.console())) {
      return NONE;
    }
    return of(System.getenv(), size());
  }

  /**
   * The screen by what tells of it.
   *
   * @param environment whose COLUMNS and LINES count where somebody has set them
   * @param size lines and columns, as {@code stty size} prints them
   */
  static TerminalScreen of(Map<String, String> environment, String size) {
    Matcher told = SIZE.matcher(size);
    boolean isTold = told.matches();
    return new TerminalScreen(
        set(environment.get("COLUMNS"), isTold ? Integer.parseInt(told.group(2)) : 0),
        set(environment.get("LINES"), isTold ? Integer.parseInt(told.group(1)) : 0));
  }

  private static int set(String count, int otherwise) {
    return count != null && COUNT.matcher(count).matches() ? Integer.parseInt(count) : otherwise;
  }

  /** The columns that a help text has: 80 where they are not known. */
  public int helpWidth() {
    return width == 0 ? USUAL_WIDTH : Math.max(LEAST_HELP_WIDTH, width);
  }

  /** The name of this machine's time zone, under the name that the API has for it. */
  public static void addZone(Map<String, String> query) {
    query.put("zone", ZoneId.systemDefault().getId());
  }

  /** Adds the size, where it is known. */
  public void addTo(Map<String, String> query) {
    query.put("height", height == 0 ? null : Integer.toString(height));
    query.put("width", width == 0 ? null : Integer.toString(width));
  }

  /** From Java 22 on there may be a console that is none, which only a newer method tells. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // Java 21 and before: a console is a terminal.
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
