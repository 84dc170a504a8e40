package dev.logtrail.api.mcp;

import dev.logtrail.api.stats.StatsHandlers;
import dev.logtrail.api.tail.TailOnce;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.text.JsonText;
import dev.logtrail.text.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools that there are. What they are for and what they take is in {@code tools.json}. */
public final class McpTools {
  private final Map<String, McpTool> tools = new LinkedHashMap<>();
  private final String list;
  private final Map<String, ToolArguments> arguments = new LinkedHashMap<>();

  /**
   * Tools over a store.
   *
   * @param live lines that are shown before they are stored
   * @param stats answers questions about {@code figures}
   */
  public McpTools(
      TrailReader reader,
      Conventions conventions,
      ProvisionalLines live,
      ChangeFeed feed,
      StatsHandlers stats,
      StatsReader figures,
      Clock clock) {
    McpStore store = new McpStore(reader, conventions, live);
    tools.put("explain_failure", new ExplainTool(store, clock));
    tools.put("get_request", new RequestTool(store, clock));
    tools.put("search", new SearchTool(store, clock));
    tools.put("stats", new StatsTool(stats, figures));
    tools.put("compare_versions", new CompareTool(store, stats, figures, clock));
    tools.put("tail_once", new TailTool(store, new TailOnce(feed), clock));
    try (InputStream in = McpTools.class.getResourceAsStream("tools.json")) {
      // Over standard output, a message is a line.
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      list = JsonText.compact(text);
      for (Object tool :
          (List<?>) JsonTree.objectOrThrow("{\"tools\":" + text + "}").get("tools")) {
        arguments.put((String) ((Map<?, ?>) tool).get("name"), new ToolArguments((Map<?, ?>) tool));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("tools.json of the program itself", e);
    }
  }

  /** The tools as the protocol lists them: a JSON array. */
  String list() {
    return list;
  }

  Set<String> names() {
    return tools.keySet();
  }

  boolean has(String name) {
    return tools.containsKey(name);
  }

  String call(String name, McpCall call, Map<?, ?> arguments) throws IOException {
    this.arguments.get(name).check(arguments);
    return tools.get(name).call(call, arguments);
  }
}
