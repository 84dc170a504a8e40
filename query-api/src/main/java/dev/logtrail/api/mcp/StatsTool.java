package dev.logtrail.api.mcp;

import dev.logtrail.api.stats.StatsHandlers;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.text.Counted;
import java.util.List;
import java.util.Map;

/** {@code stats}: counts, durations, memory and costs as a table. */
final class StatsTool implements McpTool {
  private final StatsHandlers stats;
  private final StatsReader reader;

  StatsTool(StatsHandlers stats, StatsReader reader) {
    this.stats = stats;
    this.reader = reader;
  }

  @Override
  public String call(McpCall call, Map<?, ?> arguments) {
    Map<String, List<String>> raw = Arguments.raw(arguments);
    raw.put("step", List.of("none"));
    String text = stats.text(call.caller().view(reader), raw);
    int most = AssistantLimits.DEFAULT_ANSWER_CHARS;
    if (text.length() <= most) {
      return text;
    }
    int end = text.lastIndexOf('\n', most);
    return text.substring(0, end)
        + "\n… %s: give a function, or groupBy stage or account."
            .formatted(Counted.of(text.substring(end).lines().count(), "more line"));
  }
}
