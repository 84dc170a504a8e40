package dev.logtrail.store.postgres.deadletter;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.DeadLetterQuery;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.deadletter.StoredDeadLetter;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Dead letters in PostgreSQL. It holds nothing open between calls. */
public final class PostgresDeadLetters implements DeadLetters {
  private static final String UNDER_WAY =
      "exists (select from inbox i where i.writer = d.retry_writer and i.seq = d.retry_seq)";
  private static final String RETRYABLE = "d.full_bytes is null and not " + UNDER_WAY;

  private static final String SELECT =
      """
      select d.letter_id, d.received_at, d.source, d.stage, d.account, d.region, d.log_group,
             d.log_stream, d.reason, d.attempts, d.version, d.retried_at, d.full_bytes,
             octet_length(d.body) as kept, %s as body, %s as retrying
        from dead_letter d\
      """
          .formatted("%s", UNDER_WAY);

  /** What stands behind the first of these differs from letter to letter. */
  private static final String COUNTS =
      """
      select stage, rtrim(substring(reason from '^[^(;:"]{1,80}')) as kind, count(*),
             sum(octet_length(body) + ?::int8)::int8
        from dead_letter d%s group by stage, kind order by 3 desc, 1, 2
      """;

  private static final String CLAIM =
      """
      update dead_letter set claimed_by = ? where letter_id in (
        select d.letter_id from dead_letter d
         where d.version <> ? and d.claimed_by is distinct from ? and %s
         order by d.letter_id limit ? for update skip locked)
      returning letter_id\
      """
          .formatted(RETRYABLE);

  private final DataSource dataSource;
  private final Scope scope;

  public PostgresDeadLetters(DataSource dataSource) {
    this(dataSource, Scope.ALL);
  }

  private PostgresDeadLetters(DataSource dataSource, Scope scope) {
    this.dataSource = dataSource;
    this.scope = scope;
  }

  @Override
  public DeadLetters within(Scope narrower) {
    return new PostgresDeadLetters(dataSource, narrower);
  }

  @Override
  public List<StoredDeadLetter> list(
      DeadLetterQuery query, Long beforeId, int limit, int previewBytes) {
    SqlConditions where = where(query).andIf(beforeId, "d.letter_id < ?");
    String sql =
        SELECT.formatted(first(previewBytes)) + where + " order by d.letter_id desc limit " + limit;
    return Sql.run(dataSource, "list dead letters", c -> letters(c, sql, where));
  }

  @Override
  public Optional<StoredDeadLetter> find(long id, int mostBytes) {
    SqlConditions where = seen().and("d.letter_id = ?", id);
    String sql = SELECT.formatted(first(mostBytes)) + where;
    return Sql.run(
        dataSource, "read a dead letter", c -> letters(c, sql, where).stream().findFirst());
  }

  @Override
  public List<Long> retryable(DeadLetterQuery query, long aboveId, int limit) {
    SqlConditions where = where(query).and("d.letter_id > ?", aboveId).and(RETRYABLE);
    String sql =
        "select d.letter_id from dead_letter d" + where + " order by d.letter_id limit " + limit;
    return Sql.run(dataSource, "find dead letters", c -> numbers(c, sql, where));
  }

  @Override
  public long retryableCount(DeadLetterQuery query) {
    SqlConditions where = where(query).and(RETRYABLE);
    String sql = "select count(*) from dead_letter d" + where;
    return Sql.run(dataSource, "count dead letters", c -> numbers(c, sql, where).get(0));
  }

  @Override
  public boolean delete(long id) {
    return delete(seen().and("d.letter_id = ?", id)) > 0;
  }

  @Override
  public long deleteAll(DeadLetterQuery query) {
    return delete(where(query));
  }

  private long delete(SqlConditions where) {
    return Sql.run(
        dataSource,
        "delete dead letters",
        c -> {
          try (PreparedStatement statement =
              c.prepareStatement("delete from dead_letter d" + where)) {
            where.bind(statement);
            return (long) statement.executeUpdate();
          }
        });
  }

  @Override
  public List<DeadLetterCount> counts() {
    return Sql.run(
        dataSource,
        "count dead letters",
        c -> {
          List<DeadLetterCount> counts = new ArrayList<>();
          SqlConditions where = seen();
          try (PreparedStatement statement = c.prepareStatement(COUNTS.formatted(where))) {
            statement.setInt(1, DeliveryLimits.DEAD_LETTER_ROW_BYTES);
            where.bind(statement, 2);
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                counts.add(
                    new DeadLetterCount(
                        DeadLetterStage.ofCode(rs.getInt(1)),
                        PgText.decode(rs.getString(2) == null ? "" : rs.getString(2)),
                        rs.getLong(3),
                        rs.getLong(4)));
              }
            }
          }
          return counts;
        });
  }

  @Override
  public List<Long> claimRefusedByOthers(String version, int limit) {
    return Sql.run(
        dataSource,
        "take dead letters of another version",
        c -> {
          try (PreparedStatement statement = c.prepareStatement(CLAIM)) {
            statement.setString(1, version);
            statement.setString(2, version);
            statement.setString(3, version);
            statement.setInt(4, limit);
            return numbers(statement).stream().sorted().toList();
          }
        });
  }

  @Override
  public void unclaim(List<Long> ids) {
    Sql.run(
        dataSource,
        "give dead letters back",
        c -> {
          String sql = "update dead_letter set claimed_by = null where letter_id = any (?)";
          try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setArray(1, Sql.array(c, "int8", ids, id -> id));
            return statement.executeUpdate();
          }
        });
  }

  private static String first(int bytes) {
    return "substring(d.body from 1 for " + bytes + ")";
  }

  private SqlConditions seen() {
    return ScopeConditions.ofDeadLetters(new SqlConditions(), scope);
  }

  private SqlConditions where(DeadLetterQuery query) {
    SqlConditions where =
        seen()
            .andIf(PgText.encode(query.account()), "d.account = ?")
            .andIf(PgText.encode(query.logGroup()), "d.log_group = ?")
            .andIf(PgText.encode(query.reason()), "position(lower(?) in lower(d.reason)) > 0");
    if (query.source() != null) {
      where.and("d.source = ?", query.source().code());
    }
    if (query.stage() != null) {
      where.and("d.stage = ?", query.stage().code());
    }
    if (query.from() != null) {
      where.and("d.received_at >= ?", PgTime.timestamp(query.from()));
    }
    if (query.to() != null) {
      where.and("d.received_at < ?", PgTime.timestamp(query.to()));
    }
    return where;
  }

  private static List<Long> numbers(Connection c, String sql, SqlConditions where)
      throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      where.bind(statement);
      return numbers(statement);
    }
  }

  private static List<Long> numbers(PreparedStatement statement) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        numbers.add(rs.getLong(1));
      }
    }
    return numbers;
  }

  private static List<StoredDeadLetter> letters(Connection c, String sql, SqlConditions where)
      throws SQLException {
    List<StoredDeadLetter> letters = new ArrayList<>();
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      where.bind(statement);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          letters.add(letter(rs));
        }
      }
    }
    return letters;
  }

  private static StoredDeadLetter letter(ResultSet rs) throws SQLException {
    long kept = rs.getLong("kept");
    Long full = rs.getObject("full_bytes", Long.class);
    String version = rs.getString("version");
    DeadLetter letter =
        new DeadLetter(
            Source.ofCode(rs.getInt("source")),
            DeadLetterStage.ofCode(rs.getInt("stage")),
            PgText.decode(rs.getString("account")),
            PgText.decode(rs.getString("region")),
            PgText.decode(rs.getString("log_group")),
            PgText.decode(rs.getString("log_stream")),
            PgText.decode(rs.getString("reason")),
            rs.getInt("attempts"),
            rs.getBytes("body"),
            full == null ? kept : full);
    return new StoredDeadLetter(
        rs.getLong("letter_id"),
        PgTime.read(rs, "received_at"),
        letter,
        kept,
        version.isEmpty() ? null : version,
        PgTime.read(rs, "retried_at"),
        rs.getBoolean("retrying"));
  }
}
