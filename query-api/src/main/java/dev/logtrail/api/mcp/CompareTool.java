package dev.logtrail.api.mcp;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailPreviews;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.api.stats.StatsHandlers;
import dev.logtrail.api.stats.VersionComparison;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.usual.MessageTemplate;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code compare_versions}: figures of two versions, and failures that only the later one has. */
final class CompareTool implements McpTool {
  private static final List<Outcome> FAILURES =
      Arrays.stream(Outcome.values()).filter(Outcome::isFailure).toList();
  private static final int SHOWN = 5;

  private final McpStore store;
  private final StatsHandlers stats;
  private final StatsReader reader;
  private final Clock clock;

  CompareTool(McpStore store, StatsHandlers stats, StatsReader reader, Clock clock) {
    this.store = store;
    this.stats = stats;
    this.reader = reader;
    this.clock = clock;
  }

  /** A kind of failure: how many of each version, and the newest. */
  private static final class Kind {
    private int before;
    private int after;
    private String newest;
  }

  @Override
  public String call(McpCall call, Map<?, ?> arguments) {
    QueryParams p =
        Arguments.of(
            arguments, clock, "function", "account", "region", "before", "after", "from", "to");
    Arguments.needed(p, "function");
    List<String> versions =
        Stream.of(p.text("before"), p.text("after")).filter(Objects::nonNull).toList();
    if (versions.size() == 1) {
      throw new ProblemException(400, "Give 'before' and 'after', or neither.");
    }
    Map<String, List<String>> raw = Arguments.raw(arguments);
    raw.keySet().removeAll(List.of("before", "after"));
    raw.put("groupBy", List.of("version"));
    raw.put("step", List.of("none"));
    raw.putIfAbsent("from", List.of("-7d"));
    VersionComparison c = stats.compare(call.caller().view(reader), raw, versions);
    return c.text() + failures(call, p, c);
  }

  private String failures(McpCall call, QueryParams p, VersionComparison c) {
    TrailQuery query =
        TrailQuery.builder()
            .function(p.text("function"))
            .account(p.text("account"))
            .region(p.text("region"))
            .between(c.from(), c.to())
            .outcomes(FAILURES)
            .limit(AssistantLimits.COMPARED_FAILURES)
            .build();
    List<TrailLists.Item> items =
        store.view(call).list(query).trails().stream()
            .map(t -> new TrailLists.Item(t, null))
            .toList();
    List<TrailPreview> previews = TrailPreviews.of(store.loader(call), items, null);
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      TrailHeader h = items.get(i).listed().row().header();
      String text = previews.get(i) == null ? "" : MessageTemplate.of(previews.get(i).text());
      Kind kind = kinds.computeIfAbsent(h.outcome().word() + "  " + text, k -> new Kind());
      kind.before += c.before().equals(h.functionVersion()) ? 1 : 0;
      if (c.after().equals(h.functionVersion())) {
        kind.after++;
        kind.newest = kind.newest == null ? h.key().requestId() : kind.newest;
      }
    }
    return told(call, c, kinds, items.size());
  }

  private static String told(
      McpCall call, VersionComparison c, Map<String, Kind> kinds, int compared) {
    StringBuilder out = new StringBuilder();
    kinds.entrySet().stream()
        .filter(e -> e.getValue().after > 0)
        .sorted((a, b) -> b.getValue().after - a.getValue().after)
        .limit(SHOWN)
        .forEach(
            e ->
                out.append("  ")
                    .append(e.getValue().after)
                    .append(e.getValue().before == 0 ? " (new)  " : "  ")
                    .append(e.getKey())
                    .append("\n    newest: ")
                    .append(TrailDigest.link(call.address(), e.getValue().newest))
                    .append('\n'));
    return "\nFailures of version %s among the last %d of both:\n%s"
        .formatted(c.after(), compared, out.isEmpty() ? "  none\n" : out);
  }
}
