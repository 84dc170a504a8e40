package dev.logtrail.api.mcp;

import dev.logtrail.api.http.Caller;
import java.util.Objects;

/**
 * Who calls a tool, and where.
 *
 * @param caller what it may see
 * @param address of this server as the caller knows it, such as {@code http://127.0.0.1:8080}
 * @param completeness what is known to be missing from answers at the moment, as a sentence
 */
record McpCall(Caller caller, String address, String completeness) {
  McpCall {
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(address, "address");
  }
}
