package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.BinaryCopy;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.RequestKey;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of table {@code trail} on the way in: what each holds of a row. */
public final class TrailColumns {
  private TrailColumns() {}

  /**
   * A row with the numbers of its stream and function.
   *
   * @param packId the pack that holds its events; null if it has segments of its own
   */
  public record Numbered(TrailRow row, long streamId, int functionId, Long packId) {
    /** A row whose events are in no pack. */
    public Numbered(TrailRow row, long streamId, int functionId) {
      this(row, streamId, functionId, null);
    }

    public TrailHeader header() {
      return row.header();
    }
  }

  /**
   * One column.
   *
   * @param name in the table
   * @param type of the array that carries its values
   * @param expression that makes the column's value of a carried value, where {@code %s} stands
   * @param value of a row
   * @param put how {@link BinaryCopy} carries a value that is not null
   */
  record Column(
      String name,
      String type,
      String expression,
      Function<Numbered, Object> value,
      BiConsumer<BinaryCopy, Object> put) {

    /** Appends a row's value. */
    void copy(BinaryCopy copy, Numbered row) {
      Object carried = value.apply(row);
      if (carried != null) {
        put.accept(copy, carried);
      } else if (name.equals("started_at")) {
        copy.minusInfinity();
      } else {
        copy.putNull();
      }
    }
  }

  /** Epoch ms travel as numbers: exact, and without a time zone. */
  private static final String TIME = "timestamptz 'epoch' + %s * interval '1 millisecond'";

  /** The version in which the row's own writer last wrote row {@code t}. */
  static final String OWN_VERSION = "(t.epoch, t.revision - coalesce(t.amendments, 0))";

  static final List<Column> ALL =
      List.of(
          of("trail_id", "int8", r -> r.row().trailId()),
          of("stream_id", "int8", Numbered::streamId),
          of("revision", "int8", r -> r.row().revision()),
          of("raw_bytes", "int8", r -> r.row().rawBytes()),
          new Column(
              "started_at",
              "int8",
              "coalesce(" + TIME + ", '-infinity')",
              r -> PgTime.ms(r.header().startedAt()),
              (copy, v) -> copy.timestamp((Long) v)),
          time("ended_at", r -> PgTime.ms(r.header().endedAt())),
          time("last_event_at", r -> PgTime.ms(r.header().lastEventAt())),
          report("duration_ms", "float8", Report::durationMs),
          report("billed_duration_ms", "int8", Report::billedDurationMs),
          report("init_duration_ms", "float8", Report::initDurationMs),
          report("restore_duration_ms", "float8", Report::restoreDurationMs),
          report("billed_restore_duration_ms", "int8", Report::billedRestoreDurationMs),
          new Column(
              "day",
              "int4",
              "date '1970-01-01' + %s",
              r -> PgTime.dayNumber(r.row().day()),
              (copy, v) -> copy.date((Integer) v)),
          of("function_id", "int4", Numbered::functionId),
          of("n", "int4", r -> r.header().key().storedNumber()),
          of("epoch", "int4", r -> Math.toIntExact(r.row().epoch())),
          report("memory_size_mb", "int4", Report::memorySizeMb),
          report("max_memory_used_mb", "int4", Report::maxMemoryUsedMb),
          of("entry_count", "int4", r -> r.header().entryCount()),
          of("error_count", "int4", r -> r.header().errorCount()),
          of("event_count", "int4", r -> r.row().eventCount()),
          of("segment_count", "int4", r -> r.row().segmentCount()),
          of("close_reason", "int2", r -> code(r.header().closeReason())),
          of("outcome", "int2", r -> (short) r.header().outcome().code()),
          of("sources", "int2", r -> bits(r.header().sources())),
          of("parser_version", "int2", r -> (short) r.row().parserVersion()),
          of("cold_start", "bool", r -> r.header().coldStart()),
          of("truncated", "bool", r -> r.header().truncated()),
          of("start_seen", "bool", r -> r.header().startSeen()),
          of("end_seen", "bool", r -> r.header().endSeen()),
          of("report_seen", "bool", r -> r.header().reportSeen()),
          of("has_report", "bool", r -> r.header().report() != null),
          of("request_id", "bytea", r -> RequestKey.encode(r.header().key().requestId())),
          text("function_version", r -> r.header().functionVersion()),
          text("runtime_version", r -> r.header().runtimeVersion()),
          text("report_status", r -> reported(r, Report::status)),
          text("error_type", r -> reported(r, Report::errorType)),
          text("trace_id", r -> r.header().traceId()),
          text("tenant_id", r -> r.header().tenantId()),
          text("execution_arn", r -> executed(r, Execution::arn)),
          text("execution_name", r -> executed(r, Execution::name)),
          text("execution_id", r -> executed(r, Execution::id)),
          of("pack_id", "int8", Numbered::packId));

  /** Inserts rows from one array a column, or replaces what an older or equal version holds. */
  static final String UPSERT =
      "insert into trail as t ("
          + names(", ", "%s")
          + ") select "
          + ALL.stream()
              .map(c -> c.expression().formatted("v." + c.name()))
              .collect(Collectors.joining(", "))
          + " from unnest("
          + ALL.stream().map(c -> "?::" + c.type() + "[]").collect(Collectors.joining(", "))
          + ") as v("
          + names(", ", "%s")
          + ") on conflict (trail_id, day) do update set "
          + ALL.stream().map(TrailColumns::replaced).collect(Collectors.joining(", "))
          + ", amendments = case when t.epoch = excluded.epoch then t.amendments end"
          + ", written_on = excluded.written_on"
          + " where "
          + OWN_VERSION
          + " <= (excluded.epoch, excluded.revision)";

  /** Columns that no header changes. */
  private static final Set<String> FIXED =
      Set.of(
          "trail_id",
          "stream_id",
          "revision",
          "raw_bytes",
          "day",
          "function_id",
          "n",
          "epoch",
          "event_count",
          "segment_count",
          "request_id",
          "pack_id");

  private static final List<Column> DERIVED =
      ALL.stream().filter(c -> !FIXED.contains(c.name())).toList();

  /** What {@link #AMEND} takes of each row, one array each. */
  static final List<Column> AMENDING =
      Stream.concat(
              ALL.stream().filter(c -> Set.of("trail_id", "epoch", "revision").contains(c.name())),
              DERIVED.stream())
          .toList();

  /**
   * Gives rows a new header if they still are in the version that was read, and if nobody else is
   * writing them: parameters are their ids, first and last day, then {@link #AMENDING}. Returns the
   * ids of those that were changed.
   */
  static final String AMEND =
      "with free as (select trail_id, day, epoch, revision from trail"
          + " where trail_id = any(?) and day between ? and ? for update skip locked)"
          + " update trail t set "
          + DERIVED.stream()
              .map(c -> c.name() + " = " + c.expression().formatted("v." + c.name()))
              .collect(Collectors.joining(", "))
          + ", revision = t.revision + 1, amendments = coalesce(t.amendments, 0) + 1"
          + " from free join unnest("
          + AMENDING.stream().map(c -> "?::" + c.type() + "[]").collect(Collectors.joining(", "))
          + ") as v("
          + AMENDING.stream().map(Column::name).collect(Collectors.joining(", "))
          + ") on v.trail_id = free.trail_id and v.epoch = free.epoch"
          + " and v.revision = free.revision"
          + " where t.trail_id = free.trail_id and t.day = free.day"
          + " and t.trail_id = any(?) and t.day between ? and ?"
          + " returning t.trail_id";

  /** The table and its columns, for rows that are certainly new. */
  static final String COPY_TARGET = "trail (" + names(", ", "%s") + ")";

  /** A revision rises above amendments too; a new writer has read them. */
  private static String replaced(Column column) {
    String amended =
        " + case when t.epoch = excluded.epoch then coalesce(t.amendments, 0) else 0 end";
    return "%1$s = excluded.%1$s".formatted(column.name())
        + (column.name().equals("revision") ? amended : "");
  }

  private static String names(String separator, String format) {
    return ALL.stream().map(c -> format.formatted(c.name())).collect(Collectors.joining(separator));
  }

  private static Column of(String name, String type, Function<Numbered, Object> value) {
    return new Column(name, type, "%s", value, put(type));
  }

  private static BiConsumer<BinaryCopy, Object> put(String type) {
    return switch (type) {
      case "int8" -> (copy, v) -> copy.int8((Long) v);
      case "int4" -> (copy, v) -> copy.int4((Integer) v);
      case "int2" -> (copy, v) -> copy.int2((Short) v);
      case "float8" -> (copy, v) -> copy.float8((Double) v);
      case "bool" -> (copy, v) -> copy.bool((Boolean) v);
      case "text" -> (copy, v) -> copy.text((String) v);
      case "bytea" -> (copy, v) -> copy.bytea((byte[]) v);
      default -> throw new IllegalArgumentException("no column of type " + type + " is needed yet");
    };
  }

  private static Column time(String name, Function<Numbered, Object> value) {
    return new Column(name, "int8", TIME, value, (copy, v) -> copy.timestamp((Long) v));
  }

  private static Column text(String name, Function<Numbered, String> value) {
    return of(name, "text", r -> PgText.encode(value.apply(r)));
  }

  private static Column report(String name, String type, Function<Report, Object> value) {
    return of(name, type, r -> reported(r, value));
  }

  private static <T> T reported(Numbered r, Function<Report, T> value) {
    Report report = r.header().report();
    return report == null ? null : value.apply(report);
  }

  private static String executed(Numbered r, Function<Execution, String> value) {
    Execution execution = r.header().execution();
    return execution == null ? null : value.apply(execution);
  }

  private static Short code(CloseReason reason) {
    return reason == null ? null : Short.valueOf((short) reason.code());
  }

  private static short bits(Set<Source> sources) {
    return (short) sources.stream().mapToInt(Source::bit).reduce(0, (a, b) -> a | b);
  }
}
