package dev.logtrail.store.postgres.search;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.upkeep.UpkeepTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Keeps the Bloom index small: packs the columns that small flushes wrote into blocks, joins small
 * blocks, and makes the index of days that have none yet. Searches find the same before and after.
 * To be run every few seconds; processes that run it at once take turns.
 *
 * <pre>
 *  flush ──► filter_recent ──pack──► filter_block ──join──► fewer, wider filter_block
 *                                         ▲
 *  filter_missing (days of older versions)┘ made from trail_segment
 * </pre>
 */
public final class BloomCompactor implements UpkeepTask {
  /** Rows of {@code filter_recent} from which on they are packed: a search reads all of them. */
  private static final int MIN_RECENT_ROWS = 64;

  /** Rows that one transaction packs at most. */
  private static final int MAX_PACKED_ROWS = 2_000;

  /** Days after which a block is made of however few columns: hardly any more will come. */
  private static final int SETTLED_DAYS = 2;

  /** Blocks that are joined at least: joining fewer would write the same bytes too often. */
  private static final int MIN_JOINED_BLOCKS = 8;

  /** Bytes of a slice of the widest block. */
  private static final int MAX_WIDTH = BloomBlock.MAX_COLUMNS / 8;

  /** Bytes of a slice from which on a block is not joined any more. */
  private static final int WIDE = MAX_WIDTH * 3 / 4;

  private final DataSource dataSource;
  private final Clock clock;

  public BloomCompactor(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** A row; {@code columns} are null if they cannot be read. */
  private record Recent(long id, LocalDate day, List<BloomColumn> columns) {}

  private record Small(long id, int width) {}

  @Override
  public int run() {
    int done = 0;
    int step;
    do {
      step = Sql.transaction(dataSource, "compact the Bloom index", this::step);
      done += step;
    } while (step > 0 && !Thread.currentThread().isInterrupted());
    return done;
  }

  private int step(Connection connection) throws SQLException {
    Locks.take(connection, Locks.BLOOM);
    int packed = pack(connection);
    int joined = packed > 0 ? 0 : join(connection);
    return packed + joined > 0 ? packed + joined : MissingBlooms.make(connection);
  }

  private int pack(Connection connection) throws SQLException {
    LocalDate settled = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(SETTLED_DAYS);
    List<Recent> rows = recent(connection, settled);
    if (rows.isEmpty()) {
      return 0;
    }
    Map<LocalDate, BloomPacker> days = new TreeMap<>();
    for (Recent row : rows) {
      BloomPacker packer = days.computeIfAbsent(row.day(), day -> new BloomPacker());
      if (row.columns() == null) {
        MissingBlooms.remake(connection, row.day());
      } else {
        row.columns().forEach(packer::add);
      }
    }
    delete(connection, "filter_recent", "recent_id", rows.stream().map(Recent::id).toList());
    for (Map.Entry<LocalDate, BloomPacker> day : days.entrySet()) {
      boolean isSettled = day.getKey().isBefore(settled);
      BloomTable.insert(connection, day.getKey(), day.getValue().finish(), isSettled);
    }
    return rows.size() > days.size() ? rows.size() : 0;
  }

  /** The oldest rows, if there are many; else those of days that are settled. */
  private static List<Recent> recent(Connection connection, LocalDate settled) throws SQLException {
    String sql =
        """
        select recent_id, day, data from filter_recent
         where day < ? or (select count(*) from filter_recent) >= ?
         order by recent_id limit ?
        """;
    List<Recent> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, settled);
      statement.setInt(2, MIN_RECENT_ROWS);
      statement.setInt(3, MAX_PACKED_ROWS);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          LocalDate day = rs.getObject(2, LocalDate.class);
          rows.add(new Recent(rs.getLong(1), day, columns(day, rs.getBytes(3))));
        }
      }
    }
    return rows;
  }

  private static List<BloomColumn> columns(LocalDate day, byte[] data) {
    try {
      return BloomColumnCodec.decode(data);
    } catch (StoreException e) {
      UnreadableValues.note("an index row of " + day, e);
      return null;
    }
  }

  private static int join(Connection connection) throws SQLException {
    Map<LocalDate, List<Small>> days = new TreeMap<>();
    String sql = "select day, block_id, width from filter_block where width < ? order by block_id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, WIDE);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          days.computeIfAbsent(rs.getObject(1, LocalDate.class), day -> new ArrayList<>())
              .add(new Small(rs.getLong(2), rs.getInt(3)));
        }
      }
    }
    for (Map.Entry<LocalDate, List<Small>> day : days.entrySet()) {
      List<Small> batch = batch(day.getValue());
      if (!batch.isEmpty()) {
        join(connection, day.getKey(), batch.stream().map(Small::id).toList());
        return batch.size();
      }
    }
    return 0;
  }

  /** The first blocks that together make a large one, or are many; empty if there are none. */
  private static List<Small> batch(List<Small> small) {
    int width = 0;
    List<Small> batch = new ArrayList<>();
    for (Small block : small) {
      if (width + block.width() > MAX_WIDTH) {
        break;
      }
      width += block.width();
      batch.add(block);
    }
    boolean worth = batch.size() >= MIN_JOINED_BLOCKS || width >= WIDE && batch.size() > 1;
    return worth ? batch : List.of();
  }

  private static void join(Connection connection, LocalDate day, List<Long> ids)
      throws SQLException {
    List<BloomBlock> blocks = new ArrayList<>();
    String sql =
        "select width, slices, trails, probes from filter_block where block_id = any(?) order by"
            + " block_id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", ids, id -> id));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          BloomBlock block =
              new BloomBlock(rs.getInt(1), rs.getBytes(2), rs.getBytes(3), rs.getInt(4));
          if (block.isReadable()) {
            blocks.add(block);
          } else {
            MissingBlooms.remake(connection, day);
          }
        }
      }
    }
    delete(connection, "filter_block", "block_id", ids);
    if (!blocks.isEmpty()) {
      BloomTable.insert(connection, BloomTable.BLOCKS, day, BloomBlock.join(blocks));
    }
  }

  static void delete(Connection connection, String table, String column, List<Long> ids)
      throws SQLException {
    String sql = "delete from " + table + " where " + column + " = any(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", ids, id -> id));
      statement.executeUpdate();
    }
  }
}
