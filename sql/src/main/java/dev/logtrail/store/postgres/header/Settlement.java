package dev.logtrail.store.postgres.header;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailHeader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What the rows of one request of one function have to be, given its log result. Pure, and of the
 * same result in whatever order trails and log result came.
 *
 * <pre>
 *  log result, no trail      one row of the log result alone
 *  log result and trails     the last attempt holds it; the row of the log result alone goes
 *  no log result             no trail holds one
 * </pre>
 */
public final class Settlement {
  /**
   * The last attempt, by what no log result changes: an id is invoked synchronously once, so the
   * answer is the last's.
   */
  private static final Comparator<TrailRow> LAST =
      Comparator.comparing(
              (TrailRow row) -> row.header().lastEventAt(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(TrailRow::trailId);

  private final List<TrailRow> trails;
  private final List<TrailRow> alone;
  private final Invocation invocation;
  private final Long cameAt;

  /**
   * The rows of one request.
   *
   * @param rows all that are stored of the request id and function
   * @param invocation its log result; null if there is none
   * @param cameAt epoch ms when that was invoked, else came; null if there is none
   */
  public Settlement(List<TrailRow> rows, Invocation invocation, Long cameAt) {
    this.trails = rows.stream().filter(row -> !row.isLogResultOnly()).toList();
    this.alone = rows.stream().filter(TrailRow::isLogResultOnly).toList();
    this.invocation = invocation;
    this.cameAt = cameAt;
  }

  /**
   * The log result that belongs to a trail; null if none does. Where attempts were logged in
   * several log groups, whose it is cannot be told to who may see only one of them: no trail holds
   * it.
   */
  public Invocation invocationOf(TrailRow trail) {
    if (trails.stream().map(row -> row.header().key().stream().logGroup()).distinct().count() > 1) {
      return null;
    }
    boolean last = invocation != null && trail.equals(trails.stream().max(LAST).orElse(null));
    return last ? invocation : null;
  }

  /** Trails whose headers depend on the log result, or did until now. */
  public List<TrailRow> concerned() {
    return trails.stream().filter(row -> row.hasLogResult() || invocationOf(row) != null).toList();
  }

  /** The header of the row that stands for the log result alone; null if there is to be none. */
  public TrailHeader alone(Conventions conventions) {
    return invocation == null || !trails.isEmpty()
        ? null
        : TrailReading.ofLogResult(invocation, cameAt, conventions).header();
  }

  /** The day of that row; null if there is to be none. */
  public LocalDate day() {
    return invocation == null || !trails.isEmpty() ? null : PgTime.dayOf(cameAt);
  }

  /**
   * The stored row that can stay for it; null if one has to be inserted, or there is to be none.
   */
  public TrailRow kept() {
    return alone.stream().filter(row -> row.day().equals(day())).findFirst().orElse(null);
  }

  /** Stored rows of the log result alone that have to go. */
  public List<TrailRow> gone() {
    List<TrailRow> gone = new ArrayList<>(alone);
    gone.removeIf(row -> Objects.equals(row, kept()));
    return gone;
  }
}
