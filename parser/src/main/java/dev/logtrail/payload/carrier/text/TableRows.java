package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.Prefix;
import java.util.regex.Pattern;

/**
 * Rows of a table in Markdown: the pipes around a row go, and with them the rule under its head.
 */
final class TableRows implements LineReader {
  private static final Pattern BREAK = Pattern.compile("<br ?/?>");

  private final Prefix prefix;
  private final LineReader cells;
  private final OpenEvent event;
  private boolean began;

  /**
   * @param prefix what an event's row begins with; rows before the first one are the table's head
   */
  TableRows(Prefix prefix, LineReader cells, OpenEvent event) {
    this.prefix = prefix;
    this.cells = cells;
    this.event = event;
  }

  @Override
  public void line(String line) {
    String cell = unframed(line);
    String row = cell.contains("<br") ? BREAK.matcher(cell).replaceAll("\n") : cell;
    row = cell.contains("\\|") ? row.replace("\\|", "|") : row;
    began |= prefix.match(row) != null || Records.isPlatform(row);
    if (isRule(line) || line.equals("---") || !began && !line.isBlank()) {
      event.leaveOut();
    } else {
      cells.line(row);
    }
  }

  /** {@code -- | --}, {@code |:---|---:|} and {@code +-----+---+}. */
  static boolean isRule(String line) {
    boolean columns = false;
    int dashes = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ("|+-: \t".indexOf(c) < 0) {
        return false;
      }
      columns |= c == '|' || c == '+';
      dashes += c == '-' ? 1 : 0;
    }
    return columns && dashes >= 2;
  }

  /** A row without the pipes at its ends. */
  static String unframed(String line) {
    int from = 0;
    while (from < line.length() && " \t|".indexOf(line.charAt(from)) >= 0) {
      from++;
    }
    boolean framed = line.lastIndexOf('|', Math.max(0, from - 1)) >= 0;
    if (!framed) {
      return line;
    }
    String row = line.substring(from).stripTrailing();
    return row.endsWith("|") ? row.substring(0, row.length() - 1).stripTrailing() : row;
  }
}
