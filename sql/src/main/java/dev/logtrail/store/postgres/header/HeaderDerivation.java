package dev.logtrail.store.postgres.header;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Derives headers of stored trails from their events, and from their log results. */
public final class HeaderDerivation {
  /** What an event takes in memory beside its text. */
  private static final int EVENT_OVERHEAD_BYTES = 200;

  private final Conventions conventions;

  /**
   * A derivation.
   *
   * @param conventions by which lines that are JSON are read
   */
  public HeaderDerivation(Conventions conventions) {
    this.conventions = conventions;
  }

  Conventions conventions() {
    return conventions;
  }

  /** About the memory that deriving a header takes. */
  static long bytes(TrailRow row) {
    return row.rawBytes() + (long) EVENT_OVERHEAD_BYTES * row.eventCount();
  }

  /** The first rows that fit into {@code limitBytes} together; at least one. */
  public static List<TrailRow> fitting(List<TrailRow> rows, long limitBytes) {
    long sum = 0;
    List<TrailRow> fitting = new ArrayList<>();
    for (TrailRow row : rows) {
      sum += bytes(row);
      if (sum > limitBytes && !fitting.isEmpty()) {
        break;
      }
      fitting.add(row);
    }
    return fitting;
  }

  /**
   * Events by trail id, of rows all of whose events can be read. From others no header is derived:
   * what the row says is nearer to the truth.
   */
  static Map<Long, List<TrailEvent>> events(Connection connection, List<TrailRow> rows)
      throws SQLException {
    Map<Long, List<TrailEvent>> events = new HashMap<>();
    for (StoredTrail trail : SegmentTable.withSegments(connection, rows)) {
      List<TrailEvent> read = trail.events();
      if (read.size() == trail.row().eventCount()) {
        events.put(trail.row().trailId(), read);
      }
    }
    return events;
  }

  /** The header of a trail, as the store can hold it. */
  public TrailHeader header(TrailHeader stored, List<TrailEvent> events, Invocation invocation) {
    TrailHeader derived = TrailReading.header(stored, events, invocation, conventions);
    return derived.toBuilder()
        .startedAt(PgTime.ms(derived.startedAt()))
        .endedAt(PgTime.ms(derived.endedAt()))
        .lastEventAt(PgTime.ms(derived.lastEventAt()))
        .build();
  }

  /** Rows as idle ones that are closed. */
  public List<TrailRow> closed(Connection connection, List<TrailRow> rows) throws SQLException {
    return derived(connection, rows, HeaderDerivation::closedAsIdle);
  }

  /** Those of some trails without log result whose headers come out otherwise now. */
  List<TrailRow> changed(Connection connection, List<TrailRow> rows) throws SQLException {
    List<TrailRow> derived = derived(connection, rows, TrailRow::header);
    List<TrailRow> changed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!derived.get(i).header().equals(rows.get(i).header())) {
        changed.add(derived.get(i));
      }
    }
    return changed;
  }

  private List<TrailRow> derived(
      Connection connection, List<TrailRow> rows, Function<TrailRow, TrailHeader> base)
      throws SQLException {
    Map<Long, List<TrailEvent>> events = events(connection, rows);
    Map<List<String>, Invocation> invocations = invocations(connection, rows);
    List<TrailRow> derived = new ArrayList<>();
    for (TrailRow row : rows) {
      List<TrailEvent> own = events.get(row.trailId());
      Invocation invocation = row.hasLogResult() ? invocations.get(owner(row)) : null;
      TrailHeader stored = base.apply(row);
      derived.add(row.withHeader(own == null ? stored : header(stored, own, invocation)));
    }
    return derived;
  }

  /**
   * Trails of a stream with the headers that their events alone make: whoever places events must
   * not take for an event of the stream what only a log result tells.
   */
  public StreamContext withoutLogResults(StreamContext context) {
    if (context.trails().stream().noneMatch(t -> t.row().hasLogResult())) {
      return context;
    }
    List<StoredTrail> trails = new ArrayList<>();
    for (StoredTrail t : context.trails()) {
      TrailRow row = t.row();
      trails.add(
          row.hasLogResult()
              ? new StoredTrail(
                  row.withHeader(header(row.header(), t.events(), null)), t.segments())
              : t);
    }
    return new StreamContext(trails, context.wholeStream(), context.requestIds());
  }

  private static TrailHeader closedAsIdle(TrailRow row) {
    TrailHeader open = row.header();
    return open.toBuilder()
        .closeReason(CloseReason.IDLE)
        .endedAt(open.endedAt() == null ? open.lastEventAt() : open.endedAt())
        .outcome(open.outcome() == Outcome.RUNNING ? Outcome.UNKNOWN : open.outcome())
        .build();
  }

  private static Map<List<String>, Invocation> invocations(
      Connection connection, List<TrailRow> rows) throws SQLException {
    Set<String> ids =
        rows.stream()
            .filter(TrailRow::hasLogResult)
            .map(row -> row.header().key().requestId())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Map<List<String>, Invocation> found = new HashMap<>();
    if (!ids.isEmpty()) {
      LogResults.byRequestIds(connection, ids, Scope.ALL).forEach(i -> found.put(owner(i), i));
    }
    return found;
  }

  /** Whose a trail is: account, region, function, request id. */
  static List<String> owner(TrailRow row) {
    TrailHeader header = row.header();
    return List.of(
        header.key().stream().account(),
        header.key().stream().region(),
        header.functionName(),
        header.key().requestId());
  }

  static List<String> owner(Invocation i) {
    return List.of(i.account(), i.region(), i.functionName(), i.requestId());
  }
}
