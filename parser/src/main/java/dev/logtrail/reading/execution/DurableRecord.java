package dev.logtrail.reading.execution;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Execution;
import java.util.List;
import java.util.Map;

/**
 * What the logger of a durable SDK says beside a message: the execution and, inside an operation,
 * its id, name and attempt. Names by SDK: {@code executionArn operationId operationName attempt
 * parentId} (JavaScript, Python, .NET), the same with underscores, and Java's {@code
 * durableExecutionArn}, {@code contextId}.
 *
 * @param operationId null outside operations
 * @param operationName null if it has none
 * @param parentId null in the execution's own context
 * @param attempt from 1
 */
record DurableRecord(String operationId, String operationName, String parentId, int attempt) {
  private static final List<String> CONTEXTS =
      List.of("mdc", "contextMap", "context", "extra", "Scopes", "State");

  /** What an entry says; null if it is no record of this execution's logger. */
  static DurableRecord of(Entry entry, Execution execution) {
    Map<String, Object> fields = entry.fields();
    if (fields == null || fields.isEmpty()) {
      return null;
    }
    Map<?, ?> in = holder(fields, execution.arn());
    return in == null
        ? null
        : new DurableRecord(
            text(in, "operationId", "operation_id"),
            text(in, "operationName", "operation_name"),
            text(in, "parentId", "parent_id", "contextId"),
            attempt(text(in, "attempt")));
  }

  private static Map<?, ?> holder(Map<String, Object> fields, String arn) {
    if (isTold(fields, arn)) {
      return fields;
    }
    for (String context : CONTEXTS) {
      if (fields.get(context) instanceof Map<?, ?> inner && isTold(inner, arn)) {
        return inner;
      }
    }
    return null;
  }

  private static boolean isTold(Map<?, ?> fields, String arn) {
    return arn.equals(
        text(
            fields,
            "executionArn",
            "execution_arn",
            "durableExecutionArn",
            "durable_execution_arn",
            "ExecutionArn"));
  }

  private static String text(Map<?, ?> fields, String... names) {
    for (String name : names) {
      Object value = fields.get(name);
      if (value instanceof String || value instanceof Number) {
        return value.toString();
      }
    }
    return null;
  }

  private static int attempt(String text) {
    try {
      return text == null ? 1 : Math.max(1, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
