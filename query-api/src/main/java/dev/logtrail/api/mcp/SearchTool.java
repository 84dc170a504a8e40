package dev.logtrail.api.mcp;

import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.Times;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.api.trails.TrailFinder;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.text.Counted;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.TrailHeader;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code search}: requests by words and filters, a line each. */
final class SearchTool implements McpTool {
  private static final int USUAL = 20;

  private final McpStore store;
  private final Clock clock;

  SearchTool(McpStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String call(McpCall call, Map<?, ?> arguments) {
    Map<String, List<String>> raw = Arguments.raw(arguments);
    raw.putIfAbsent("limit", List.of(String.valueOf(USUAL)));
    raw.put("preview", List.of("true"));
    TrailFinder.Found found =
        TrailFinder.find(
            store.view(call), store.conventions(), raw, AssistantLimits.SEARCH_TRAILS, clock);
    StringBuilder out = new StringBuilder();
    List<TrailLists.Item> items = found.result().page().items();
    for (int i = 0; i < items.size(); i++) {
      line(out, items.get(i).listed().row().header(), found.previews().get(i));
    }
    out.append(items.isEmpty() ? "Nothing is found" : Counted.of(items.size(), "request"));
    rest(out, found);
    out.append(items.isEmpty() ? "" : "Links: " + call.address() + "/r/<request id>\n");
    return out.toString().stripTrailing();
  }

  private static void rest(StringBuilder out, TrailFinder.Found found) {
    TrailSearch.Progress progress = found.result().progress();
    String cursor = found.result().page().nextCursor();
    if (cursor == null) {
      out.append("; there are no more.\n");
      return;
    }
    if (found.pattern() && progress.reachedAt() != null) {
      out.append(", as far back as ").append(Times.utc(progress.reachedAt()));
    }
    out.append("; go on with cursor=").append(cursor).append('\n');
  }

  private static void line(StringBuilder out, TrailHeader h, TrailPreview preview) {
    out.append(h.startedAt() == null ? "(no time)" : Times.utc(h.startedAt())).append("  ");
    out.append(h.key().isEnvironment() ? h.key().stream().logStream() : h.key().requestId());
    out.append("  ").append(h.functionName()).append("  ").append(h.outcome().word());
    Report r = h.report();
    if (r != null && r.durationMs() != null) {
      out.append(String.format(Locale.ROOT, "  %.0f ms", r.durationMs()));
    }
    if (preview != null) {
      out.append("\n    line ").append(preview.line()).append(": ").append(preview.text());
    }
    out.append('\n');
  }
}
