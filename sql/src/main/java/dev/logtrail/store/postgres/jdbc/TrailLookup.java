package dev.logtrail.store.postgres.jdbc;

/**
 * Joins that look rows of partitioned tables up trail by trail, by id and day. Planned together
 * with the rest of a statement, such a join might read every row there is; {@code offset 0}
 * prevents it.
 */
public final class TrailLookup {
  /** Trails {@code v}, named by two parameters: their ids, and their days' numbers. */
  public static final String NAMED = "unnest(?::int8[], ?::int4[]) as v(trail_id, day)";

  private TrailLookup() {}

  /** Selects {@code columns} of the rows of a table that belong to a {@link #NAMED} trail. */
  public static String ofNamed(String columns, String table) {
    return of(columns, table, "v.trail_id", "date '1970-01-01' + v.day");
  }

  /**
   * Selects {@code columns} of the rows of a table by two expressions: what stands in their {@code
   * trail_id}, and their day.
   */
  public static String of(String columns, String table, String trailId, String day) {
    return "lateral (select %s from %s where trail_id = %s and day = %s offset 0)"
        .formatted(columns, table, trailId, day);
  }
}
