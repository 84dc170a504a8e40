package dev.logtrail.api.mcp;

import java.io.IOException;
import java.util.Map;

/** A tool: a question, and its answer as text. */
interface McpTool {
  /**
   * Answers a call.
   *
   * @param arguments as JSON's types
   * @throws dev.logtrail.api.http.ProblemException if they are wrong, or nothing is known; its text
   *     is for the caller
   */
  String call(McpCall call, Map<?, ?> arguments) throws IOException;
}
