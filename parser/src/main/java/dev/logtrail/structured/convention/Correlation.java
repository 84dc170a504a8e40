package dev.logtrail.structured.convention;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the ids that link a line to other systems, whatever the logger calls them, under the same
 * names for every logger:
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
 * <p>It looks at the line's own keys and into the objects in which loggers write a context ({@code
 * mdc}, {@code contextMap}, {@code spans[]} …). The line's fields stay as they are.
 */
public final class Correlation {
  public static final String XRAY = "xrayTraceId";
  public static final String TRACE = "traceId";
  private static final String SPAN = "spanId";
  private static final String API = "apiRequestId";
  private static final String TRACING = "tracing";
  private static final String EXECUTION = "executionArn";

  /** The Lambda request, under a name that says so. */
  public static final String REQUEST = "requestId";

  /**
   * A key that only says "request id": API Gateway's if it has the shape of that, else Lambda's.
   */
  public static final String SOME_REQUEST = "someRequestId";

  private static final List<String> LAMBDA_REQUEST =
      List.of(
          "aws_request_id",
          "function_request_id",
          "lambda_request_id",
          "faas_execution",
          "faas_invocation_id",
          "faas.invocation_id");

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
    LAMBDA_REQUEST.forEach(
        name -> NameForms.of(name).forEach(form -> roles.putIfAbsent(form, REQUEST)));
    roles.put("AWSRequestId", REQUEST);
    NameForms.of("request_id").forEach(form -> roles.putIfAbsent(form, SOME_REQUEST));
    for (String form : roles.keySet()) {
      int dot = form.indexOf('.');
      if (dot > 0) {
        dotted.add(form.substring(0, dot));
      }
    }
  }

  /**
   * Fixed name → id, and the request's under {@link #REQUEST} or {@link #SOME_REQUEST}; may be
   * empty.
   */
  public Map<String, String> of(Map<String, Object> fields) {
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
    return found;
  }

  private void inside(String key, Map<?, ?> object, Map<String, String> found) {
    boolean context = contexts.contains(key);
    boolean nested = dotted.contains(key);
    if (!context && !nested) {
      return;
    }
    for (Map.Entry<?, ?> field : object.entrySet()) {
      Object value = field.getValue();
      String role = context ? roles.get(field.getKey()) : null;
      role = role == null && nested ? roles.get(key + "." + field.getKey()) : role;
      if (value instanceof String || value instanceof Number) {
        note(role, value, found);
      } else if (context && value instanceof Map<?, ?> deeper) {
        deeper(String.valueOf(field.getKey()), deeper, found);
      }
    }
  }

  /**
   * A context in a context, such as {@code record.extra}; or X-Ray's {@code record.tracing.value}.
   */
  private void deeper(String key, Map<?, ?> object, Map<String, String> found) {
    if (TRACING.equals(key)) {
      note(TRACE, object.get("value"), found);
    } else if (contexts.contains(key)) {
      object.forEach(
          (name, value) -> {
            if (value instanceof String || value instanceof Number) {
              note(roles.get(name), value, found);
            }
          });
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
    } else if (SOME_REQUEST.equals(role)) {
      found.putIfAbsent(isHttpApiId(id) ? API : SOME_REQUEST, id);
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
