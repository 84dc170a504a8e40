package dev.logtrail.insight;

import dev.logtrail.limit.InsightLimits;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import dev.logtrail.usual.MessageTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each log statement of a function writes, told apart by its template. Not thread-safe.
 */
public final class StatementSizes {
  /** What CloudWatch Logs counts for an event beside its text. */
  public static final int EVENT_BYTES = 26;

  /** Stands for all templates beyond the limit. */
  public static final String OTHERS = "(other messages)";

  private final Map<Key, Sum> sums = new HashMap<>();
  private long bytes;

  private record Key(String functionName, String template) {}

  /** Of one template. */
  private static final class Sum {
    private Level level;
    private long lines;
    private long bytes;
  }

  /**
   * A statement.
   *
   * @param functionName null of those counted together
   * @param level of its newest line; null if it has none
   * @param bytes of its lines as CloudWatch Logs counts them, without what the runtime puts before
   *     them
   * @param share of the bytes of all statements, 0 to 1
   */
  public record Statement(
      String functionName, String template, Level level, long lines, long bytes, double share) {}

  /** Adds the lines that a function wrote in one request. */
  public void add(String functionName, List<Entry> entries) {
    for (Entry e : entries) {
      if (e.origin() == Origin.FUNCTION) {
        Key key = new Key(functionName, MessageTemplate.of(e.message()));
        boolean known = sums.containsKey(key) || sums.size() < InsightLimits.TEMPLATES;
        Sum sum = sums.computeIfAbsent(known ? key : new Key(null, OTHERS), k -> new Sum());
        int text = e.message().getBytes(StandardCharsets.UTF_8).length;
        int own = text + EVENT_BYTES * Math.max(1, e.eventIds().size());
        sum.level = e.level();
        sum.lines++;
        sum.bytes += own;
        bytes += own;
      }
    }
  }

  /** Of all statements. */
  public long bytes() {
    return bytes;
  }

  /** Those that write most, most first. */
  public List<Statement> largest(int most) {
    return sums.entrySet().stream()
        .map(
            e ->
                new Statement(
                    e.getKey().functionName(),
                    e.getKey().template(),
                    e.getValue().level,
                    e.getValue().lines,
                    e.getValue().bytes,
                    (double) e.getValue().bytes / bytes))
        .sorted(
            Comparator.comparingLong(Statement::bytes)
                .reversed()
                .thenComparing(Statement::template))
        .limit(most)
        .toList();
  }
}
