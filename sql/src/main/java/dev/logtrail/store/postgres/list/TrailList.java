package dev.logtrail.store.postgres.list;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.PlannedOnce;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads one page of a list, not ranked among attempts: trails by (start, id) from a cursor on. */
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

  public TrailPage read() throws SQLException {
    names = ListNames.find(connection, query, scope);
    if (names.matchNothing()) {
      return new TrailPage(List.of(), null);
    }
    // If candidates are picked from all rows, few rows of a chunk stay: read large chunks.
    int chunk = candidates.isLimited() && !looksUp() ? ServerLimits.PAGE_TRAILS : query.limit();
    ListCursor at = cursor;
    List<TrailRow> page = new ArrayList<>();
    int walked = 0;
    boolean more;
    do {
      List<TrailRow> rows = trails(at, chunk + 1);
      more = rows.size() > chunk;
      for (int i = 0; i < Math.min(chunk, rows.size()); i++) {
        if (page.size() == query.limit()) {
          return new TrailPage(listed(page), at.text());
        }
        at = cursorAfter(rows.get(i));
        walked++;
        if (candidates.mayMatch(rows.get(i))) {
          page.add(rows.get(i));
        }
      }
    } while (more && page.size() < query.limit() && walked < MAX_READ);
    return new TrailPage(listed(page), more ? at.text() : null);
  }

  private ListCursor cursorAfter(TrailRow row) {
    Long start = row.header().startedAt();
    long at = start == null ? ListCursor.NO_TIME : start;
    return new ListCursor(query.newestFirst(), at, row.trailId());
  }

  private boolean looksUp() {
    return candidates.areAtMost(MAX_LOOKED_UP);
  }

  private List<TrailRow> trails(ListCursor from, int most) throws SQLException {
    SqlConditions where = ScopeConditions.ofTrails(ListConditions.of(query, names), scope);
    ListConditions.addCursor(where, query, from, "t.started_at", "t.trail_id");
    String order = ListConditions.ordered(query, "t.started_at", "t.trail_id");
    if (looksUp()) {
      return lookUp(TrailRows.SELECT_SOME + where + order, where, most);
    }
    try (PreparedStatement statement =
        connection.prepareStatement(TrailRows.SELECT + where + order)) {
      statement.setInt(where.bind(statement, 1), most);
      return TrailRows.all(statement);
    }
  }

  private List<TrailRow> lookUp(String sql, SqlConditions where, int most) throws SQLException {
    try (PreparedStatement statement = PlannedOnce.prepare(connection, sql)) {
      statement.setInt(where.bind(statement, setTrails(statement)), most);
      try (ResultSet rs = PlannedOnce.query(statement)) {
        return TrailRows.all(rs);
      }
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

  private List<ListedTrail> listed(List<TrailRow> page) throws SQLException {
    List<String> told =
        page.stream()
            .filter(TrailRow::hasLogResult)
            .map(row -> row.header().key().requestId())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<List<String>, Invocation> invocations = new HashMap<>();
    if (!told.isEmpty()) {
      for (Invocation i : LogResults.byRequestIds(connection, told, scope)) {
        invocations.put(List.of(i.account(), i.region(), i.functionName(), i.requestId()), i);
      }
    }
    return page.stream().map(row -> listed(row, invocations)).toList();
  }

  private ListedTrail listed(TrailRow row, Map<List<String>, Invocation> invocations) {
    String after = cursorAfter(row).text();
    var key = row.header().key();
    if (key.isEnvironment()) {
      return new ListedTrail(row, 0, null, after);
    }
    Invocation invocation =
        row.hasLogResult()
            ? invocations.get(
                List.of(
                    key.stream().account(),
                    key.stream().region(),
                    row.header().functionName(),
                    key.requestId()))
            : null;
    return new ListedTrail(row, 0, invocation, after);
  }
}
