package dev.logtrail.cli.search;

import dev.logtrail.cli.client.TerminalScreen;
import dev.logtrail.text.ShortName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The rows of a search as a table on a terminal: its columns fit the width, its heads stand at the
 * top of each screenful. A narrow terminal has times without what they can do without:
 * milliseconds, year, date.
 */
public final class SearchTable {
  private static final List<String> TIMES =
      List.of("yyyy-MM-dd HH:mm:ss.SSS", "yyyy-MM-dd HH:mm:ss", "MM-dd HH:mm:ss", "HH:mm:ss");
  private static final String ROW = "%s  %-13s  %-36s  %s";
  private static final int OTHERS = 13 + 36 + 3 * 2; // Outcome, request id, and the gaps.
  private static final int NAME_WANTED = 20;
  private static final int NAME_LEAST = 8;

  private final TerminalScreen screen;
  private final ZoneId zone;
  private final String pattern;
  private final DateTimeFormatter time;
  private final int name;
  private int sinceHeads;

  /**
   * A table without a row.
   *
   * @param screen whose width is known
   * @param zone in which times are told
   */
  public SearchTable(TerminalScreen screen, ZoneId zone) {
    this.screen = screen;
    this.zone = zone;
    this.pattern =
        TIMES.stream()
            .filter(p -> screen.width() - OTHERS - p.length() >= NAME_WANTED)
            .findFirst()
            .orElse(TIMES.get(TIMES.size() - 1));
    this.time = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    this.name = Math.max(NAME_LEAST, screen.width() - OTHERS - pattern.length());
  }

  /** The heads, where they belong above a row of so many lines; else nothing. */
  String heads(int lines) {
    boolean isFirst = sinceHeads == 0;
    boolean isFull = screen.height() > lines + 2 && sinceHeads + lines > screen.height() - 2;
    if (!isFirst && !isFull) {
      sinceHeads += lines;
      return "";
    }
    sinceHeads = lines;
    String zoned = "started " + zone.getId();
    String started = zoned.length() <= pattern.length() ? zoned : "started";
    return row(padded(started), "outcome", "request id", "function") + System.lineSeparator();
  }

  /** A row; {@code startedAt} is null where it is not known. */
  String row(Instant startedAt, Object outcome, String requestId, String function) {
    String started = startedAt == null ? "no time" : time.format(startedAt.atZone(zone));
    return row(padded(started), outcome, requestId, ShortName.of(function, name));
  }

  /** How many lines of the terminal a text takes that has so many characters. */
  int linesOf(int characters) {
    return Math.max(1, (characters + screen.width() - 1) / screen.width());
  }

  private String padded(String text) {
    return text + " ".repeat(Math.max(0, pattern.length() - text.length()));
  }

  private static String row(String started, Object outcome, String requestId, String function) {
    return ROW.formatted(started, outcome, requestId, function).stripTrailing();
  }
}
