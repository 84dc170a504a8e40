package dev.logtrail.api.stats;

import dev.logtrail.text.ShortName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for a terminal: the first column to the left, the others to the right. Where it is wider
 * than the terminal, names lose their middle, then the columns that say least are left out; where
 * it is longer, its heads stand at the top of each screenful.
 */
final class FittedTable {
  private static final String GAP = "  ";
  private static final int NAME_LEAST = 20;

  private final int width;
  private final int height;

  /**
   * A table of a size.
   *
   * @param width columns of the terminal; 0 for as many as it takes
   * @param height lines of the terminal; 0 for as many as it takes
   */
  FittedTable(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Writes rows, of which the first holds the heads.
   *
   * @param least names of the columns that are left out first, in this order
   * @return the heads of those left out
   */
  List<String> write(StringBuilder out, List<List<String>> rows, List<String> least) {
    List<Integer> columns = new ArrayList<>();
    IntStream.range(0, rows.get(0).size()).forEach(columns::add);
    List<String> leftOut = new ArrayList<>();
    for (String head : least) {
      int name = columnWidth(rows, 0);
      int over = width(rows, columns) - width;
      if (width == 0 || over <= Math.max(0, name - NAME_LEAST)) {
        break;
      }
      columns.remove((Integer) rows.get(0).indexOf(head));
      leftOut.add(head);
    }
    int over = width == 0 ? 0 : Math.max(0, width(rows, columns) - width);
    int name = Math.max(Math.min(NAME_LEAST, columnWidth(rows, 0)), columnWidth(rows, 0) - over);
    for (int r = 0; r < rows.size(); r++) {
      if (r > 1 && height > 3 && (r - 1) % (height - 2) == 0) {
        line(out, rows, rows.get(0), columns, name);
      }
      line(out, rows, rows.get(r), columns, name);
    }
    return leftOut;
  }

  private static void line(
      StringBuilder out,
      List<List<String>> rows,
      List<String> row,
      List<Integer> columns,
      int name) {
    String first = ShortName.of(row.get(0), name);
    out.append(first).append(" ".repeat(name - first.length()));
    for (int c : columns.subList(1, columns.size())) {
      String cell = row.get(c);
      out.append(GAP).append(" ".repeat(columnWidth(rows, c) - cell.length())).append(cell);
    }
    out.append('\n');
  }

  private static int width(List<List<String>> rows, List<Integer> columns) {
    return columns.stream().mapToInt(c -> columnWidth(rows, c)).sum()
        + GAP.length() * (columns.size() - 1);
  }

  private static int columnWidth(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
  }
}
