package dev.logtrail.store.postgres.jdbc;

import dev.logtrail.store.postgres.upkeep.Housekeeping;
import dev.logtrail.trail.LogStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The numbers of functions and log streams, which stand for their wide names. Remembers the most
 * recent. Not thread-safe.
 *
 * <p>What it remembers it looks up anew each day, which tells {@link Housekeeping} that the stream
 * is in use.
 */
public final class NameIds {
  private static final int REMEMBERED = 20_000;

  /** Names a function. */
  public record FunctionName(String account, String region, String name) {
    static final Comparator<FunctionName> ORDER =
        Comparator.comparing(FunctionName::name)
            .thenComparing(FunctionName::account)
            .thenComparing(FunctionName::region);

    /** By hand, as {@link #hashCode}: a key of maps that each trail goes through. */
    @Override
    public boolean equals(Object other) {
      return other == this
          || other instanceof FunctionName f
              && name.equals(f.name)
              && account.equals(f.account)
              && region.equals(f.region);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + account.hashCode();
    }

    static FunctionName of(LogStream stream) {
      return new FunctionName(stream.account(), stream.region(), stream.functionName());
    }
  }

  private final Clock clock;
  private final Map<FunctionName, Integer> functions = new HashMap<>();
  private final Map<LogStream, Long> streams = new LinkedHashMap<>(64, 0.75f, true);
  private LocalDate day = LocalDate.MIN;

  public NameIds(Clock clock) {
    this.clock = clock;
  }

  /** The number of a function that {@link #resolve} was told of. */
  public int functionId(FunctionName name) {
    return functions.get(name);
  }

  /** The number of a stream that {@link #resolve} was told of. */
  public long streamId(LogStream stream) {
    return streams.get(stream);
  }

  /**
   * Finds or gives numbers. Runs before the flush's own transaction: a number without a trail does
   * no harm, and no other writer has to wait.
   */
  public void resolve(
      Connection connection, Collection<FunctionName> names, Collection<LogStream> newStreams)
      throws SQLException {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    if (!today.equals(day)) {
      streams.clear();
      day = today;
    }
    forgetOldest();
    Set<LogStream> unknownStreams = new HashSet<>(newStreams);
    unknownStreams.removeAll(streams.keySet());
    Set<FunctionName> unknown = new HashSet<>(names);
    unknownStreams.forEach(s -> unknown.add(FunctionName.of(s)));
    unknown.removeAll(functions.keySet());
    if (!unknown.isEmpty()) {
      addFunctions(connection, unknown.stream().sorted(FunctionName.ORDER).toList());
    }
    if (!unknownStreams.isEmpty()) {
      addStreams(connection, unknownStreams.stream().sorted(byName()).toList());
    }
  }

  /** The number of a stream, or null if the store does not know it. */
  public Long find(Connection connection, LogStream stream) throws SQLException {
    return find(connection, List.of(stream)).get(stream);
  }

  /** The numbers of streams; null for those that the store does not know. */
  public Map<LogStream, Long> find(Connection connection, Collection<LogStream> wanted)
      throws SQLException {
    Map<LogStream, Long> found = new HashMap<>();
    List<LogStream> unknown = new ArrayList<>();
    for (LogStream stream : wanted) {
      Long id = streams.get(stream);
      found.put(stream, id);
      if (id == null) {
        unknown.add(stream);
      }
    }
    if (!unknown.isEmpty()) {
      lookUp(connection, unknown, found);
    }
    return found;
  }

  private static void lookUp(
      Connection connection, List<LogStream> wanted, Map<LogStream, Long> found)
      throws SQLException {
    String sql =
        """
        select v.i, s.stream_id
          from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
            as v(log_stream, log_group, account, region, function_name, i)
          join function f on f.function_name = v.function_name and f.account = v.account
                         and f.region = v.region
          join log_stream s on s.log_stream = v.log_stream and s.log_group = v.log_group
                           and s.function_id = f.function_id
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, texts(connection, wanted, LogStream::logStream));
      statement.setArray(2, texts(connection, wanted, LogStream::logGroup));
      statement.setArray(3, texts(connection, wanted, LogStream::account));
      statement.setArray(4, texts(connection, wanted, LogStream::region));
      statement.setArray(5, texts(connection, wanted, LogStream::functionName));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          found.put(wanted.get(rs.getInt(1) - 1), rs.getLong(2));
        }
      }
    }
  }

  /** In one order everywhere, so that writers never wait for each other in a circle. */
  private static Comparator<LogStream> byName() {
    return Comparator.comparing(LogStream::logStream)
        .thenComparing(LogStream::logGroup)
        .thenComparing(LogStream::account)
        .thenComparing(LogStream::region);
  }

  private void addFunctions(Connection connection, List<FunctionName> names) throws SQLException {
    // "do update" of nothing new locks and returns rows that are there already.
    String sql =
        """
        insert into function as f (account, region, function_name)
        select * from unnest(?::text[], ?::text[], ?::text[])
        on conflict (function_name, account, region) do update set account = excluded.account
        returning f.function_id, f.account, f.region, f.function_name
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, texts(connection, names, FunctionName::account));
      statement.setArray(2, texts(connection, names, FunctionName::region));
      statement.setArray(3, texts(connection, names, FunctionName::name));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          FunctionName name = new FunctionName(decode(rs, 2), decode(rs, 3), decode(rs, 4));
          functions.put(name, rs.getInt(1));
        }
      }
    }
  }

  private void addStreams(Connection connection, List<LogStream> list) throws SQLException {
    String sql =
        """
        insert into log_stream as s (function_id, log_group, log_stream, used_on)
        select v.*, ?::date from unnest(?::int[], ?::text[], ?::text[]) as v
        on conflict (log_stream, log_group, function_id) do update set used_on = excluded.used_on
        returning s.stream_id, s.function_id, s.log_group, s.log_stream
        """;
    Map<List<Object>, LogStream> byNames = new HashMap<>();
    list.forEach(s -> byNames.put(names(s), s));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, day);
      statement.setArray(
          2, Sql.array(connection, "int4", list, s -> functionId(FunctionName.of(s))));
      statement.setArray(3, texts(connection, list, LogStream::logGroup));
      statement.setArray(4, texts(connection, list, LogStream::logStream));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          List<Object> key = List.of(rs.getInt(2), decode(rs, 3), decode(rs, 4));
          streams.put(byNames.get(key), rs.getLong(1));
        }
      }
    }
  }

  private List<Object> names(LogStream s) {
    return List.of(functionId(FunctionName.of(s)), s.logGroup(), s.logStream());
  }

  private static <T> Array texts(Connection connection, List<T> items, Function<T, String> text)
      throws SQLException {
    return Sql.array(connection, "text", new ArrayList<>(items), i -> PgText.encode(text.apply(i)));
  }

  private static String decode(ResultSet rs, int column) throws SQLException {
    return PgText.decode(rs.getString(column));
  }

  private void forgetOldest() {
    Iterator<LogStream> oldest = streams.keySet().iterator();
    for (int surplus = streams.size() - REMEMBERED; surplus > 0; surplus--) {
      oldest.next();
      oldest.remove();
    }
  }
}
