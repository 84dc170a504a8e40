package dev.logtrail.payload.subscription;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.text.JsonTree;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * EventBridge's {@code Durable Execution Status Change}: how a durable execution itself goes, the
 * only record of its end. In the words of logs it is an event of a stream of the execution's own,
 * {@code durable-execution/NAME/ID} in its function's log group, so that it is stored once, found,
 * searched, kept and counted as all events are.
 */
public final class StatusChange {
  /** The detail type of the events that are read. */
  public static final String DETAIL_TYPE = "Durable Execution Status Change";

  /** What would be right. */
  public static final String EXPECTED =
      "EventBridge's {\"detail-type\":\""
          + DETAIL_TYPE
          + "\",\"id\":…,\"time\":…,\"detail\":{\"durableExecutionArn\":\"arn:aws:lambda:…:function:…"
          + "/durable-execution/NAME/ID\",\"status\":…,\"startTimestamp\":…,\"endTimestamp\":…}}";

  private static final String KEY = "detail-type";

  private StatusChange() {}

  /** Whether a key makes its object an event of EventBridge's. */
  static boolean isKey(String key) {
    return KEY.equals(key);
  }

  /** Reads one event; what is no status change is rejected, with the reason. */
  static void read(Bytes event, Decoding decoding) throws IOException {
    String json = compact(event);
    Map<String, Object> fields = JsonTree.object(json);
    String fault = fields == null ? "not one JSON object" : fault(fields);
    fault = fault == null ? decoding.overEventLimit(json) : fault;
    if (fault != null) {
      decoding.rejected(fault + "; right is " + EXPECTED, event);
      return;
    }
    Map<String, Object> detail = detail(fields);
    Execution execution = Execution.ofArn(text(detail, "durableExecutionArn"));
    LogStream stream = stream(execution);
    String wrongName = Names.fault(stream);
    if (wrongName != null) {
      decoding.rejected(wrongName, event);
      return;
    }
    long time = time(fields, detail);
    String own = text(fields, "id");
    String id = own == null || Names.fault("id", own) != null ? null : own;
    LogEvent read = new LogEvent(id == null ? EventId.makeUp(time, json, 1) : id, time, json);
    decoding.batch(new LogBatch(stream, decoding.source(), List.of(read)));
  }

  private static String compact(Bytes event) throws IOException {
    try (var p = JsonInput.parser(event)) {
      p.nextToken();
      return JsonInput.compact(p);
    }
  }

  private static LogStream stream(Execution execution) {
    return new LogStream(
        execution.account(),
        execution.region(),
        "/aws/lambda/" + execution.owner(),
        Execution.OWN_STREAM + execution.name() + "/" + execution.id());
  }

  private static String fault(Map<String, Object> fields) {
    String type = text(fields, KEY);
    if (!DETAIL_TYPE.equals(type)) {
      return "an event of detail-type '%s'".formatted(type == null ? "" : shortened(type));
    }
    Map<String, Object> detail = detail(fields);
    Execution execution = Execution.ofArn(text(detail, "durableExecutionArn"));
    if (execution == null || execution.kind() != Execution.Kind.DURABLE) {
      return "a status change whose detail.durableExecutionArn is not one of a durable execution";
    }
    String status = text(detail, "status");
    return status == null || status.isBlank() ? "a status change without detail.status" : null;
  }

  /** When the status was reached: to the millisecond where the event says so. */
  private static long time(Map<String, Object> fields, Map<String, Object> detail) {
    boolean running = "RUNNING".equals(text(detail, "status"));
    String exact = text(detail, running ? "startTimestamp" : "endTimestamp");
    Long ms = exact == null ? null : TimeText.epochMs(exact);
    String cut = text(fields, "time");
    ms = ms == null && cut != null ? TimeText.epochMs(cut) : ms;
    return ms == null ? LogEvent.UNKNOWN_TIME : ms;
  }

  private static Map<String, Object> detail(Map<String, Object> fields) {
    return fields.get("detail") instanceof Map<?, ?> map ? JsonTree.fields(map) : Map.of();
  }

  private static String text(Map<String, Object> of, String key) {
    return of.get(key) instanceof String text ? text : null;
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
