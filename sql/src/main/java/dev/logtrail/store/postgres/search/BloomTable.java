package dev.logtrail.store.postgres.search;

import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.postgres.jdbc.PgTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the tables of the Bloom index, {@code filter_block} and {@code filter_recent}. */
public final class BloomTable {
  static final String BLOCKS = "filter_block";

  /** Columns of a block at least; fewer of a day wait in {@code filter_recent} for more. */
  static final int MIN_COLUMNS = 32;

  /** Trails of a function side by side: they have most words in common. */
  private static final Comparator<TrailWrite> ORDER =
      Comparator.comparing((TrailWrite w) -> w.row().header().functionName())
          .thenComparing(w -> w.row().trailId());

  private BloomTable() {}

  /** Indexes the events that some writes add. */
  public static void write(Connection connection, Collection<TrailWrite> writes)
      throws SQLException {
    Map<LocalDate, List<TrailWrite>> byDay =
        writes.stream()
            .filter(w -> !w.added().isEmpty())
            .collect(
                Collectors.groupingBy(
                    w -> PgTime.day(w.row().day()), TreeMap::new, Collectors.toList()));
    BloomPacker packer = new BloomPacker();
    for (Map.Entry<LocalDate, List<TrailWrite>> day : byDay.entrySet()) {
      day.getValue().sort(ORDER);
      for (TrailWrite write : day.getValue()) {
        write.added().forEach(e -> packer.add(write.row().trailId(), e.event().message()));
      }
      insert(connection, day.getKey(), packer.finish(), false);
    }
  }

  /**
   * Inserts columns of a day: as blocks if there are enough of them.
   *
   * @param settled whether nothing more is expected of that day, so that few must do
   */
  static void insert(
      Connection connection, LocalDate day, List<BloomColumn> columns, boolean settled)
      throws SQLException {
    if (columns.size() >= MIN_COLUMNS || settled) {
      insertBlocks(connection, BLOCKS, day, columns);
    } else if (!columns.isEmpty()) {
      String sql = "insert into filter_recent (day, columns, data) values (?, ?, ?)";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, day);
        statement.setInt(2, columns.size());
        statement.setBytes(3, BloomColumnCodec.encode(columns));
        statement.executeUpdate();
      }
    }
  }

  /** Inserts columns of a day as blocks into a table with the columns of {@link #BLOCKS}. */
  static void insertBlocks(
      Connection connection, String table, LocalDate day, List<BloomColumn> columns)
      throws SQLException {
    for (BloomBlock block : BloomBlock.all(columns)) {
      insert(connection, table, day, block);
    }
  }

  /** Inserts a block into a table with the columns of {@link #BLOCKS}. */
  static void insert(Connection connection, String table, LocalDate day, BloomBlock block)
      throws SQLException {
    String sql =
        "insert into " + table + " (day, width, slices, trails, probes) values (?, ?, ?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      statement.setInt(2, block.width());
      statement.setBytes(3, block.slices());
      statement.setBytes(4, block.trails());
      statement.setInt(5, block.probes());
      statement.executeUpdate();
    }
  }

  /** Deletes the Bloom index of the days before one. */
  public static void deleteBefore(Connection connection, LocalDate firstKept) throws SQLException {
    for (String table : List.of("filter_block", "filter_recent", "filter_missing")) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "delete from " + table + " where day < ? and day >= date '2014-01-01'")) {
        statement.setObject(1, firstKept);
        statement.executeUpdate();
      }
    }
  }
}
