package dev.logtrail.store.postgres.list;

import dev.logtrail.limit.Limits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.search.LogTokens;
import dev.logtrail.store.postgres.trail.Attempts;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads one page of a list: trails, and among them the requests known only from a log result, both
 * by (start, id) from a cursor on.
 */
public final class TrailList {
  /** Up to so many candidates are looked up by id; of more, the rows of all trails are read. */
  private static final int MAX_LOOKED_UP = 4_000;

  /** Rows read in one call at most; a page is returned short after so many. */
  private static final int MAX_READ = 20_000;

  private final Connection connection;
  private final TrailQuery query;
  private final SearchCandidates candidates;
  private final ListCursor cursor;
  private final Scope scope;
  private ListNames names;

  /**
   * A list.
   *
   * @param scope what of it may be seen
   * @throws IllegalArgumentException if the cursor is wrong
   */
  public TrailList(
      Connection connection, TrailQuery query, SearchCandidates candidates, Scope scope) {
    this.scope = scope;
    this.connection = connection;
    this.query = query;
    this.candidates = candidates;
    this.cursor =
        query.cursor() == null ? null : ListCursor.parse(query.cursor(), query.newestFirst());
  }

  /** A row with its sort key; exactly one of {@code row} and {@code unmatched} is set. */
  public record Item(long at, long id, TrailRow row, Invocation unmatched) {}

  public TrailPage read() throws SQLException {
    names = ListNames.find(connection, query, scope);
    if (names.matchNothing()) {
      return new TrailPage(List.of(), null);
    }
    // If candidates are picked from all rows, few rows of a chunk stay: read large chunks.
    int chunk = candidates.isLimited() && !looksUp() ? Limits.PAGE_TRAILS : query.limit();
    ListCursor at = cursor;
    List<Item> page = new ArrayList<>();
    int walked = 0;
    boolean more;
    do {
      List<Item> items = items(at, chunk + 1);
      more = items.size() > chunk;
      for (int i = 0; i < Math.min(chunk, items.size()); i++) {
        if (page.size() == query.limit()) {
          return new TrailPage(listed(page), at.text());
        }
        at = cursorAfter(items.get(i));
        walked++;
        if (items.get(i).row() == null || candidates.mayMatch(items.get(i).row())) {
          page.add(items.get(i));
        }
      }
    } while (more && page.size() < query.limit() && walked < MAX_READ);
    return new TrailPage(listed(page), more ? at.text() : null);
  }

  private ListCursor cursorAfter(Item item) {
    return new ListCursor(query.newestFirst(), item.at(), item.id());
  }

  /** The first trails and unmatched log results behind a cursor, in order. */
  private List<Item> items(ListCursor from, int most) throws SQLException {
    List<Item> trails = trails(from, most);
    List<Item> unmatched = UnmatchedLogResults.mayMatch(query) ? unmatched(from, most) : List.of();
    Comparator<Item> order = Comparator.comparingLong(Item::at).thenComparingLong(Item::id);
    return Stream.concat(trails.stream(), unmatched.stream())
        .sorted(query.newestFirst() ? order.reversed() : order)
        .limit(most)
        .toList();
  }

  private boolean looksUp() {
    return candidates.isLimited()
        && candidates.unindexedDays() == 0
        && candidates.trailCount() <= MAX_LOOKED_UP;
  }

  private List<Item> trails(ListCursor from, int most) throws SQLException {
    SqlConditions where = ScopeConditions.ofTrails(ListConditions.of(query, names), scope);
    ListConditions.addCursor(where, query, from, "t.started_at", "t.trail_id");
    String order = ListConditions.ordered(query, "t.started_at", "t.trail_id");
    String sql =
        looksUp() ? TrailRows.SELECT_SOME + where + order : TrailRows.SELECT + where + order;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int first = looksUp() ? setTrails(statement) : 1;
      statement.setInt(where.bind(statement, first), most);
      return TrailRows.all(statement).stream().map(TrailList::item).toList();
    }
  }

  /** Sets two parameters, the ids and their days, and returns the number of the next. */
  private int setTrails(PreparedStatement statement) throws SQLException {
    List<Long> ids = new ArrayList<>();
    List<Integer> days = new ArrayList<>();
    candidates
        .trails()
        .forEach(
            (day, trails) -> {
              for (long id : trails) {
                ids.add(id);
                days.add(PgTime.dayNumber(day));
              }
            });
    statement.setArray(1, Sql.array(connection, "int8", ids, id -> id));
    statement.setArray(2, Sql.array(connection, "int4", days, day -> day));
    return 3;
  }

  private static Item item(TrailRow row) {
    Long start = row.header().startedAt();
    return new Item(start == null ? ListCursor.NO_TIME : start, row.trailId(), row, null);
  }

  private List<Item> unmatched(ListCursor from, int most) throws SQLException {
    SqlConditions where =
        ScopeConditions.ofLogResults(UnmatchedLogResults.conditions(query), scope);
    if (candidates.isLimited()) {
      where.and(LogTokens.condition(candidates.required()));
    }
    names.addFunction(where, "r.function_id");
    ListConditions.addCursor(where, query, from, "r.listed_at", "-r.log_result_id");
    String sql =
        "select r.listed_at, r.log_result_id, "
            + LogResults.COLUMNS
            + " from log_result r join function f on f.function_id = r.function_id"
            + where
            + ListConditions.ordered(query, "r.listed_at", "-r.log_result_id");
    List<Item> items = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(where.bind(statement), most);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          long at = PgTime.read(rs, "listed_at");
          items.add(new Item(at, -rs.getLong("log_result_id"), null, LogResults.read(rs)));
        }
      }
    }
    return items;
  }

  private List<ListedTrail> listed(List<Item> page) throws SQLException {
    List<String> ids =
        page.stream()
            .filter(i -> i.row() != null)
            .map(i -> i.row().header().key().requestId())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<Long, Integer> attempts = ids.isEmpty() ? Map.of() : Attempts.read(connection, ids, scope);
    Map<List<String>, Invocation> invocations = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Invocation i : LogResults.byRequestIds(connection, ids, scope)) {
        invocations.put(List.of(i.account(), i.region(), i.functionName(), i.requestId()), i);
      }
    }
    return page.stream().map(item -> listed(item, attempts, invocations)).toList();
  }

  private ListedTrail listed(
      Item item, Map<Long, Integer> attempts, Map<List<String>, Invocation> invocations) {
    String after = cursorAfter(item).text();
    if (item.unmatched() != null) {
      return UnmatchedLogResults.listed(item.unmatched(), item.at(), after);
    }
    var key = item.row().header().key();
    if (key.isEnvironment()) {
      return new ListedTrail(item.row(), 0, null, after);
    }
    Invocation invocation =
        invocations.get(
            List.of(
                key.stream().account(),
                key.stream().region(),
                item.row().header().functionName(),
                key.requestId()));
    int attempt = attempts.getOrDefault(item.row().trailId(), 1);
    return new ListedTrail(item.row(), attempt, invocation, after);
  }
}
