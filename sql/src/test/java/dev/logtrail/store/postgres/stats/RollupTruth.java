package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.stats.DurationSketch;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import dev.logtrail.store.stats.StatsCell;
import dev.logtrail.store.stats.StatsQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What rollups must be, worked out from each trail in turn, and what they are. */
public final class RollupTruth {
  private static final double[] SHARES = {0, 0.25, 0.5, 0.9, 0.99, 1};

  private final long[] counts = new long[18];
  private final Double[] peaks = new Double[5];
  private final DurationSketch durations = new DurationSketch();

  private RollupTruth() {}

  /** By function, slot and version, as text: one difference shows at once. */
  public static Map<String, String> ofTrails(EmbeddedDatabase db, String unit) {
    Map<String, RollupTruth> truths = new TreeMap<>();
    each(
        db,
        "select t.*, f.function_name from trail t join function f using (function_id)"
            + " where request_id is not null and started_at > '-infinity'",
        rs -> {
          Instant at = rs.getObject("started_at", OffsetDateTime.class).toInstant();
          String version = rs.getString("function_version");
          String key =
              key(
                  rs.getString("function_name"),
                  at.truncatedTo(unitOf(unit)),
                  version == null ? "" : version);
          truths.computeIfAbsent(key, k -> new RollupTruth()).add(rs);
        });
    Map<String, String> texts = new TreeMap<>();
    truths.forEach((k, v) -> texts.put(k, v.text()));
    return texts;
  }

  /** The same as readers get it, in steps of a unit: of rows, or of trails where there are none. */
  public static Map<String, String> read(EmbeddedDatabase db, String unit) {
    Map<String, String> texts = new TreeMap<>();
    long around = 40L * 86_400_000;
    long day = SampleTrails.T0 / 86_400_000 * 86_400_000;
    StatsQuery query =
        new StatsQuery(
            null,
            null,
            null,
            day - around,
            day + around,
            unitOf(unit).getDuration().toMillis(),
            true);
    for (StatsCell cell : db.database().stats().cells(query)) {
      String key =
          key(cell.functionName(), Instant.ofEpochMilli(cell.at()), cell.functionVersion());
      texts.put(key, text(cell.rollup()));
    }
    return texts;
  }

  /** The same of the stored rows. */
  public static Map<String, String> stored(EmbeddedDatabase db, String unit) {
    Map<String, String> texts = new TreeMap<>();
    Map<String, String> tables =
        Map.of("day", RollupTable.DAYS, "hour", RollupTable.HOURS, "minute", RollupTable.MINUTES);
    each(
        db,
        "select r.*, f.function_name from "
            + tables.get(unit)
            + " r join function f using (function_id)",
        rs -> {
          Rollup rollup = RollupColumns.read(rs);
          rollup.durations().add(rs.getBytes("sketch"));
          Instant at = rs.getObject("at", OffsetDateTime.class).toInstant();
          texts.put(
              key(rs.getString("function_name"), at, rs.getString("function_version")),
              text(rollup));
        });
    return texts;
  }

  private static String text(Rollup rollup) {
    List<String> values = new ArrayList<>();
    for (RollupMetric m : RollupMetric.values()) {
      Number v = rollup.value(m);
      values.add(
          m.merge() == RollupMetric.Merge.SUM
              ? v.toString()
              : v == null ? "-" : "" + v.doubleValue());
    }
    return values + quantiles(rollup.durations());
  }

  private static ChronoUnit unitOf(String unit) {
    return switch (unit) {
      case "day" -> ChronoUnit.DAYS;
      case "hour" -> ChronoUnit.HOURS;
      default -> ChronoUnit.MINUTES;
    };
  }

  private void add(ResultSet rs) throws SQLException {
    int outcome = rs.getInt("outcome");
    Long billed = rs.getObject("billed_duration_ms", Long.class);
    Integer mb = rs.getObject("memory_size_mb", Integer.class);
    Double ms = rs.getObject("duration_ms", Double.class);
    Boolean cold = rs.getObject("cold_start", Boolean.class);
    counts[0]++;
    counts[1 + outcome]++;
    counts[9] += cold == null ? 0 : 1;
    counts[10] += Boolean.TRUE.equals(cold) ? 1 : 0;
    counts[11] += rs.getBoolean("has_report") ? 1 : 0;
    counts[13] += billed == null ? 0 : billed;
    if (billed != null && mb != null) {
      counts[12]++;
      counts[14] += billed * mb;
      counts[15] += rs.getObject("restore_duration_ms") == null ? 0 : mb;
    }
    counts[16] += rs.getInt("event_count");
    counts[17] += rs.getLong("raw_bytes");
    if (ms != null) {
      durations.add(ms);
      peaks[0] = most(peaks[0], ms);
      peaks[1] = outcome == 0 ? most(peaks[1], ms) : peaks[1];
    }
    Integer used = rs.getObject("max_memory_used_mb", Integer.class);
    peaks[2] = used == null ? peaks[2] : most(peaks[2], used);
    if (mb != null) {
      peaks[3] = peaks[3] == null ? mb : Math.min(peaks[3], mb);
      peaks[4] = most(peaks[4], mb);
    }
  }

  private static Double most(Double a, double b) {
    return a == null ? b : Math.max(a, b);
  }

  private String text() {
    List<String> values = new ArrayList<>();
    Arrays.stream(counts).forEach(c -> values.add("" + c));
    Arrays.stream(peaks).forEach(p -> values.add(p == null ? "-" : "" + p));
    return values + quantiles(durations);
  }

  private static String quantiles(DurationSketch sketch) {
    List<Double> values = new ArrayList<>();
    for (double share : SHARES) {
      values.add(sketch.quantile(share));
    }
    return " " + sketch.count() + " " + values;
  }

  private static String key(String function, Instant at, String version) {
    return function + " " + at + " " + version;
  }

  private interface RowReader {
    void read(ResultSet rs) throws SQLException;
  }

  private static void each(EmbeddedDatabase db, String sql, RowReader reader) {
    try (Connection connection = db.database().dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        reader.read(rs);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
