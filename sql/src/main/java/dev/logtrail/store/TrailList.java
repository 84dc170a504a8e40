package dev.logtrail.store;

import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads one page of a list: trails, and among them the requests known only from a log result, both
 * by (start, id) from a cursor on.
 */
final class TrailList {
  static final int MAX_LIMIT = 1_000;

  private final Connection connection;
  private final TrailQuery query;
  private final ListCursor cursor;
  private ListNames names;

  /**
   * A list.
   *
   * @throws IllegalArgumentException if limit, kind or cursor are wrong
   */
  TrailList(Connection connection, TrailQuery query) {
    this.connection = connection;
    this.query = query;
    if (query.limit() < 1 || query.limit() > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is " + query.limit() + "; it must be 1 to " + MAX_LIMIT);
    }
    if (query.kind() != null && !query.kind().matches("request|environment")) {
      throw new IllegalArgumentException(
          "kind is \"" + query.kind() + "\"; it must be request or environment");
    }
    this.cursor =
        query.cursor() == null ? null : ListCursor.parse(query.cursor(), query.newestFirst());
  }

  /** A row with its sort key; exactly one of {@code row} and {@code alone} is set. */
  record Item(long at, long id, TrailRow row, Invocation alone) {}

  TrailPage read() throws SQLException {
    names = ListNames.find(connection, query);
    if (names.matchNothing()) {
      return new TrailPage(List.of(), null);
    }
    List<Item> trails = trails();
    List<Item> alone = LonelyResults.mayMatch(query) ? alone() : List.of();
    Comparator<Item> order = Comparator.comparingLong(Item::at).thenComparingLong(Item::id);
    List<Item> items =
        Stream.concat(trails.stream(), alone.stream())
            .sorted(query.newestFirst() ? order.reversed() : order)
            .toList();
    boolean more = items.size() > query.limit();
    List<Item> page = more ? items.subList(0, query.limit()) : items;
    return new TrailPage(listed(page), more ? cursorAfter(page.get(page.size() - 1)) : null);
  }

  private String cursorAfter(Item item) {
    return new ListCursor(query.newestFirst(), item.at(), item.id()).text();
  }

  private List<Item> trails() throws SQLException {
    SqlConditions where = conditions();
    String sql = TrailRows.SELECT + where + ordered("t.started_at", "t.trail_id");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(where.bind(statement), query.limit() + 1);
      return TrailRows.all(statement).stream().map(TrailList::item).toList();
    }
  }

  private static Item item(TrailRow row) {
    Long start = row.header().startedAt();
    return new Item(start == null ? ListCursor.NO_TIME : start, row.trailId(), row, null);
  }

  private List<Item> alone() throws SQLException {
    SqlConditions where = LonelyResults.conditions(query);
    names.addFunction(where, "r.function_id");
    addCursor(where, "r.listed_at", "-r.log_result_id");
    String sql =
        "select r.listed_at, r.log_result_id, "
            + LogResults.COLUMNS
            + " from log_result r join function f on f.function_id = r.function_id"
            + where
            + ordered("r.listed_at", "-r.log_result_id");
    List<Item> items = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(where.bind(statement), query.limit() + 1);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          long at = PgTime.read(rs, "listed_at");
          items.add(new Item(at, -rs.getLong("log_result_id"), null, LogResults.read(rs)));
        }
      }
    }
    return items;
  }

  private SqlConditions conditions() {
    SqlConditions where =
        new SqlConditions()
            .and(
                "environment".equals(query.kind())
                    ? "t.request_id is null"
                    : "t.request_id is not null")
            .andIf(query.traceId(), "t.trace_id = ?")
            .andIf(query.coldStart(), "t.cold_start = ?")
            .andIf(query.minDurationMs(), "t.duration_ms >= ?");
    names.addFunction(where, "t.function_id");
    names.addStream(where, "t.stream_id");
    if (query.from() != null) {
      LocalDate first = PgTime.dayOf(query.from());
      where.and("t.started_at >= ?", PgTime.timestamp(query.from()));
      where.and(
          "t.day >= ?", PgTime.day(first.equals(PgTime.FIRST_DAY) ? first : first.minusDays(1)));
    }
    if (query.to() != null) {
      where.and("t.started_at < ?", PgTime.timestamp(query.to()));
      where.and("t.day <= ?", PgTime.day(PgTime.dayOf(query.to()).plusDays(1)));
    }
    if (query.outcomes() != null && !query.outcomes().isEmpty()) {
      where.and("t.outcome in (" + ordinals(query.outcomes()) + ")");
    }
    if (query.level() != null && query.level().atLeast(Level.ERROR)) {
      where.and("t.error_count > 0");
    }
    if (query.source() != null) {
      where.and("t.sources & " + query.source().bit() + " <> 0");
    }
    addCursor(where, "t.started_at", "t.trail_id");
    return where;
  }

  /** Written into the statement, so that the planner sees when a partial index fits. */
  private static String ordinals(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(o -> Integer.toString(o.ordinal()))
        .collect(Collectors.joining(", "));
  }

  private void addCursor(SqlConditions where, String at, String id) {
    if (cursor == null) {
      return;
    }
    String beyond = query.newestFirst() ? "<" : ">";
    String condition = "(%s, %s) %s (%s, ?)";
    if (cursor.at() == ListCursor.NO_TIME) {
      where.and(condition.formatted(at, id, beyond, "'-infinity'::timestamptz"), cursor.id());
    } else {
      where.and(
          condition.formatted(at, id, beyond, "?"), PgTime.timestamp(cursor.at()), cursor.id());
    }
  }

  private String ordered(String at, String id) {
    String direction = query.newestFirst() ? "desc" : "asc";
    return " order by %s %s, %s %s limit ?".formatted(at, direction, id, direction);
  }

  private List<ListedTrail> listed(List<Item> page) throws SQLException {
    List<String> ids =
        page.stream()
            .filter(i -> i.row() != null)
            .map(i -> i.row().header().key().requestId())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<Long, Integer> attempts = ids.isEmpty() ? Map.of() : Attempts.read(connection, ids);
    Map<List<String>, Invocation> invocations = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Invocation i : LogResults.byRequestIds(connection, ids)) {
        invocations.put(List.of(i.account(), i.region(), i.functionName(), i.requestId()), i);
      }
    }
    return page.stream().map(item -> listed(item, attempts, invocations)).toList();
  }

  private static ListedTrail listed(
      Item item, Map<Long, Integer> attempts, Map<List<String>, Invocation> invocations) {
    if (item.alone() != null) {
      return LonelyResults.listed(item.alone(), item.at());
    }
    var key = item.row().header().key();
    if (key.isEnvironment()) {
      return new ListedTrail(item.row(), 0, null);
    }
    Invocation invocation =
        invocations.get(
            List.of(
                key.stream().account(),
                key.stream().region(),
                item.row().header().functionName(),
                key.requestId()));
    return new ListedTrail(item.row(), attempts.getOrDefault(item.row().trailId(), 1), invocation);
  }
}
