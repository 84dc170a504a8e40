package dev.logtrail.store.postgres.search;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.trail.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads from the Bloom index of some days which trails may match. Runs in one snapshot. */
public final class BloomReader {
  /** Blocks whose trails are read at once. */
  private static final int CHUNK_BLOCKS = 64;

  private final Connection connection;
  private final BloomProbe probe;
  private final LocalDate first;
  private final LocalDate last;
  private final long maxTrails;
  private final Map<LocalDate, TrailIds> found = new HashMap<>();
  private final Set<LocalDate> unindexed = new HashSet<>();

  private record Hit(long block, LocalDate day, int width, BitSet columns) {}

  private BloomReader(
      Connection connection, BloomProbe probe, LocalDate first, LocalDate last, long maxTrails) {
    this.maxTrails = maxTrails;
    this.connection = connection;
    this.probe = probe;
    this.first = first;
    this.last = last;
  }

  /**
   * Finds candidates.
   *
   * @param from epoch ms of the earliest start wanted; null for no limit
   * @param to epoch ms of the latest start wanted; null for no limit
   */
  public static SearchCandidates read(
      Connection connection, RequiredTokens required, Long from, Long to) throws SQLException {
    return read(connection, required, from, to, ServerLimits.INDEXED_SEARCH_TRAILS);
  }

  /** The same with another limit than {@link ServerLimits#INDEXED_SEARCH_TRAILS}. */
  static SearchCandidates read(
      Connection connection, RequiredTokens required, Long from, Long to, long maxTrails)
      throws SQLException {
    if (required instanceof RequiredTokens.Unconstrained) {
      return SearchCandidates.all();
    }
    // A trail's day is fixed when its start is known roughly: one day to each side.
    LocalDate first = from == null ? PgTime.FIRST_DAY : PgTime.dayBefore(PgTime.dayOf(from));
    LocalDate last = to == null ? PgTime.LAST_DAY : PgTime.day(PgTime.dayOf(to).plusDays(1));
    return new BloomReader(connection, new BloomProbe(required), first, last, maxTrails)
        .read(required);
  }

  private SearchCandidates read(RequiredTokens required) throws SQLException {
    int blocks = blocks();
    recent();
    logResults(required);
    unindexed.addAll(missing());
    found.keySet().removeAll(unindexed);
    Map<LocalDate, long[]> trails =
        found.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sorted()));
    return new SearchCandidates(required, trails, unindexed, blocks);
  }

  private int blocks() throws SQLException {
    String sql =
        "select block_id, day, width, probes"
            + String.join(
                "",
                Collections.nCopies(
                    probe.slices().size(), ", substring(slices from ? * width + 1 for width)"))
            + " from filter_block where day between ? and ?";
    List<Hit> hits = new ArrayList<>();
    int blocks = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (int slice : probe.slices()) {
        statement.setInt(parameter++, slice);
      }
      setDays(statement, parameter);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          blocks++;
          int width = rs.getInt(3);
          BitSet columns = probe.columns(slices(rs), width, rs.getInt(4));
          if (!columns.isEmpty()) {
            hits.add(new Hit(rs.getLong(1), rs.getObject(2, LocalDate.class), width, columns));
          }
        }
      }
    }
    trails(hits);
    return blocks;
  }

  private List<byte[]> slices(ResultSet rs) throws SQLException {
    List<byte[]> slices = new ArrayList<>();
    for (int i = 0; i < probe.slices().size(); i++) {
      slices.add(rs.getBytes(5 + i));
    }
    return slices;
  }

  /** Newest days first, so that it is the oldest that are not named if there are too many. */
  private void trails(List<Hit> hits) throws SQLException {
    hits.sort(Comparator.comparing(Hit::day).reversed());
    long named = 0;
    for (int from = 0; from < hits.size(); from += CHUNK_BLOCKS) {
      List<Hit> chunk = hits.subList(from, Math.min(from + CHUNK_BLOCKS, hits.size()));
      if (named > maxTrails) {
        chunk.forEach(hit -> unindexed.add(hit.day()));
      } else {
        named += read(chunk);
      }
    }
  }

  /** Reads the trails of some hits; returns how many. */
  private long read(List<Hit> chunk) throws SQLException {
    Map<Long, Hit> byBlock = chunk.stream().collect(Collectors.toMap(Hit::block, hit -> hit));
    long[] named = {0};
    String sql = "select block_id, trails from filter_block where block_id = any(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "int8", byBlock.keySet(), id -> id));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Hit hit = byBlock.get(rs.getLong(1));
          TrailIds trails = of(hit.day());
          try {
            BloomBlock.trails(
                rs.getBytes(2),
                hit.width(),
                hit.columns(),
                ids -> {
                  trails.add(ids);
                  named[0] += ids.length;
                });
          } catch (StoreException e) {
            UnreadableValues.note("index block " + hit.block() + " of " + hit.day(), e);
            unindexed.add(hit.day());
          }
        }
      }
    }
    return named[0];
  }

  private void recent() throws SQLException {
    String sql = "select day, data from filter_recent where day between ? and ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDays(statement, 1);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          recent(rs.getObject(1, LocalDate.class), rs.getBytes(2));
        }
      }
    }
  }

  /** A row that cannot be read may hold anything: then all trails of its day may match. */
  private void recent(LocalDate day, byte[] columns) {
    try {
      TrailIds trails = of(day);
      BloomColumnCodec.decode(columns).stream()
          .filter(probe::mayHold)
          .forEach(column -> trails.add(column.trails()));
    } catch (StoreException e) {
      UnreadableValues.note("an index row of " + day, e);
      unindexed.add(day);
    }
  }

  /** Trails whose log result may match, whether their events do or not. */
  private void logResults(RequiredTokens required) throws SQLException {
    String condition = LogTokens.condition(required);
    // Most searches match none, and planning the join takes longer than all else.
    if (!exists("select from log_result r where " + condition)) {
      return;
    }
    String sql =
        """
        select t.day, t.trail_id
          from log_result r
          join trail t on t.request_id = request_key(r.request_id) and t.function_id = r.function_id
         where t.sources & %d <> 0 and t.day between ? and ? and
        """
                .formatted(Source.LOG_RESULT.bit())
            + condition;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDays(statement, 1);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          of(rs.getObject(1, LocalDate.class)).add(new long[] {rs.getLong(2)});
        }
      }
    }
  }

  private boolean exists(String query) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select exists (" + query + ")");
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getBoolean(1);
    }
  }

  private Set<LocalDate> missing() throws SQLException {
    Set<LocalDate> days = new HashSet<>();
    String sql = "select day from filter_missing where day between ? and ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      setDays(statement, 1);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          days.add(rs.getObject(1, LocalDate.class));
        }
      }
    }
    return days;
  }

  private TrailIds of(LocalDate day) {
    return found.computeIfAbsent(day, d -> new TrailIds());
  }

  private void setDays(PreparedStatement statement, int at) throws SQLException {
    statement.setObject(at, first);
    statement.setObject(at + 1, last);
  }
}
