package dev.logtrail.structured;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the ids by which a line belongs together with what happened elsewhere, whatever name they
 * stand under, and names them the same for every logger:
 *
 * <ul>
 *   <li>{@code xrayTraceId}: X-Ray's {@code 1-5759e988-bd862e3fe1be46a994272793}, out of a tracing
 *       header if need be
 *   <li>{@code traceId}, {@code spanId}: those of W3C, OpenTelemetry and agents
 *   <li>{@code correlationId}, {@code tenantId}
 *   <li>{@code apiRequestId}: API Gateway's id of the request
 *   <li>{@code executionArn}: the Step Functions execution
 * </ul>
 *
 * <p>It looks at the line's own keys and into the objects that loggers put a context in ({@code
 * mdc}, {@code contextMap}, {@code spans[]} …). The line's fields stay as they are.
 */
final class Correlation {
  static final String XRAY = "xrayTraceId";
  static final String TRACE = "traceId";
  private static final String SPAN = "spanId";
  private static final String API = "apiRequestId";
  private static final String EXECUTION = "executionArn";

  /** What a key that only says "request id" holds is API Gateway's if it has the shape of that. */
  static final String REQUEST = "requestId";

  private final Map<String, String> roles = new HashMap<>();
  private final Set<String> dotted = new HashSet<>();
  private final Set<String> contexts;

  /** {@code names}: fixed name → names it is known under, words parted by underscores. */
  Correlation(Map<String, List<String>> names, Set<String> contexts) {
    this.contexts = Set.copyOf(contexts);
    names.forEach(
        (role, known) ->
            known.forEach(
                name -> NameForms.of(name).forEach(form -> roles.putIfAbsent(form, role))));
    NameForms.of("request_id").forEach(form -> roles.putIfAbsent(form, REQUEST));
    for (String form : roles.keySet()) {
      int dot = form.indexOf('.');
      if (dot > 0) {
        dotted.add(form.substring(0, dot));
      }
    }
  }

  /** Fixed name → id; empty if the line names none. */
  Map<String, String> of(Map<String, Object> fields) {
    Map<String, String> found = new LinkedHashMap<>(4);
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      Object value = field.getValue();
      if (value instanceof String || value instanceof Number) {
        note(roles.get(field.getKey()), value, found);
      } else if (value instanceof Map<?, ?> object) {
        inside(field.getKey(), object, found);
      } else if (value instanceof List<?> list && contexts.contains(field.getKey())) {
        list.forEach(
            element -> {
              if (element instanceof Map<?, ?> object) {
                inside(field.getKey(), object, found);
              }
            });
      }
    }
    return found.isEmpty() ? Map.of() : found;
  }

  private void inside(String key, Map<?, ?> object, Map<String, String> found) {
    boolean context = contexts.contains(key);
    if (!context && !dotted.contains(key)) {
      return;
    }
    for (Map.Entry<?, ?> field : object.entrySet()) {
      Object value = field.getValue();
      String role = roles.get(context ? field.getKey() : key + "." + field.getKey());
      if (value instanceof String || value instanceof Number) {
        note(role, value, found);
      } else if (context && value instanceof Map<?, ?> deeper) {
        // platform.start: record.tracing.value
        note(TRACE.equals(role) || XRAY.equals(role) ? role : null, deeper.get("value"), found);
      }
    }
  }

  private static void note(String role, Object value, Map<String, String> found) {
    if (value == null) {
      return;
    }
    String id = value.toString();
    if (id.isBlank() || id.length() > 2_048) {
      return;
    }
    if (isExecution(id)) {
      found.putIfAbsent(EXECUTION, id);
    } else if (TRACE.equals(role) || XRAY.equals(role)) {
      trace(role, id, found);
    } else if (REQUEST.equals(role)) {
      if (isHttpApiId(id)) {
        found.putIfAbsent(API, id);
      }
    } else if (role != null && !role.equals(EXECUTION)) {
      found.putIfAbsent(role, id);
    }
  }

  /** A bare id, X-Ray's {@code Root=1-…;Parent=…}, or W3C's {@code 00-<trace>-<span>-01}. */
  private static void trace(String role, String id, Map<String, String> found) {
    int root = id.indexOf("Root=");
    if (root >= 0) {
      int end = id.indexOf(';', root);
      found.putIfAbsent(XRAY, id.substring(root + 5, end < 0 ? id.length() : end));
    } else if (id.startsWith("1-") && id.length() == 35 && id.charAt(10) == '-') {
      found.putIfAbsent(XRAY, id);
    } else if (id.length() == 55 && id.charAt(2) == '-' && id.charAt(35) == '-') {
      found.putIfAbsent(TRACE, id.substring(3, 35));
      found.putIfAbsent(SPAN, id.substring(36, 52));
    } else {
      found.putIfAbsent(role, id.substring(id.lastIndexOf('/') + 1)); // projects/p/traces/<trace>
    }
  }

  private static boolean isExecution(String id) {
    return id.startsWith("arn:aws")
        && id.contains(":states:")
        && (id.contains(":execution:") || id.contains(":express:"));
  }

  /** {@code BLO_mh-prPEEJdw=}. */
  private static boolean isHttpApiId(String id) {
    return id.length() == 16 && id.charAt(15) == '=' && id.indexOf(' ') < 0;
  }
}
