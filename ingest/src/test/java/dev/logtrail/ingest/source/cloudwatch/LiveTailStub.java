package dev.logtrail.ingest.source.cloudwatch;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * StartLiveTail as AWS answers it: {@code application/vnd.amazon.eventstream} frames, written by
 * hand. Sessions can end after their time, be cut, and show a sample.
 */
public final class LiveTailStub {
  private static final byte STRING = 7;

  private final List<Session> sessions = new ArrayList<>();
  private final List<List<String>> started = new ArrayList<>();
  private String refusal;
  private boolean sampled;

  /** A session that is open. */
  private record Session(List<String> groups, OutputStream out, CountDownLatch over) {}

  /** The groups of each session that was started, in order. */
  public synchronized List<List<String>> started() {
    return List.copyOf(started);
  }

  /** How many are open. */
  public synchronized int open() {
    return sessions.size();
  }

  /** From now on sessions are refused with an error of AWS's; null for no more. */
  public synchronized void refuse(String error) {
    refusal = error;
  }

  /** From now on what is shown is said to be a sample, or not. */
  public synchronized void sample(boolean isSample) {
    sampled = isSample;
  }

  void serve(HttpExchange call, JsonNode request) throws IOException {
    List<String> groups =
        request.field("logGroupIdentifiers").orElseThrow().asArray().stream()
            .map(JsonNode::text)
            .toList();
    Session session;
    synchronized (this) {
      if (refusal != null) {
        byte[] error =
            ("{\"__type\":\"%s\",\"message\":\"as planned\"}".formatted(refusal))
                .getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        call.sendResponseHeaders(400, error.length);
        call.getResponseBody().write(error);
        return;
      }
      call.getResponseHeaders().set("Content-Type", "application/vnd.amazon.eventstream");
      call.sendResponseHeaders(200, 0);
      session = new Session(groups, call.getResponseBody(), new CountDownLatch(1));
      started.add(groups);
      event(session, "initial-response", "{}");
      event(session, "sessionStart", "{\"requestId\":\"r\",\"sessionId\":\"s\"}");
      sessions.add(session);
    }
    try {
      session.over().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows a line in the sessions that follow its group. */
  public synchronized void show(String group, String stream, long timestamp, String message) {
    String update =
        "{\"sessionMetadata\":{\"sampled\":%s},\"sessionResults\":[{\"logStreamName\":\"%s\",\"logGroupIdentifier\":\"123456789012:%s\",\"message\":\"%s\",\"timestamp\":%d,\"ingestionTime\":%d}]}"
            .formatted(sampled, stream, group, message, timestamp, timestamp + 5);
    for (Session session : List.copyOf(sessions)) {
      if (session.groups().stream().anyMatch(arn -> arn.endsWith(":log-group:" + group))) {
        try {
          event(session, "sessionUpdate", update);
        } catch (IOException e) {
          end(session);
        }
      }
    }
  }

  /** Their three hours are over. */
  public synchronized void timeOut() throws IOException {
    for (Session session : List.copyOf(sessions)) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put(":message-type", "exception");
      headers.put(":exception-type", "SessionTimeoutException");
      headers.put(":content-type", "application/json");
      session.out().write(frame(headers, "{\"message\":\"three hours\"}"));
      session.out().flush();
      end(session);
    }
  }

  /** Their connections end, in the middle of a frame. */
  public synchronized void cut() {
    for (Session session : List.copyOf(sessions)) {
      try {
        session.out().write(new byte[] {0, 0, 1});
        session.out().flush();
      } catch (IOException e) {
        // The client was first.
      }
      end(session);
    }
  }

  private void end(Session session) {
    sessions.remove(session);
    session.over().countDown();
  }

  private static void event(Session session, String type, String json) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":message-type", "event");
    headers.put(":event-type", type);
    headers.put(":content-type", "application/json");
    session.out().write(frame(headers, json));
    session.out().flush();
  }

  /** Lengths, their checksum, headers, payload, the checksum of all. */
  private static byte[] frame(Map<String, String> headers, String json) throws IOException {
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(named);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.writeByte(header.getKey().length());
      head.writeBytes(header.getKey());
      head.writeByte(STRING);
      head.writeShort(header.getValue().length());
      head.writeBytes(header.getValue());
    }
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(12 + named.size() + payload.length + 4);
    out.writeInt(named.size());
    out.writeInt(checksum(bytes.toByteArray()));
    out.write(named.toByteArray());
    out.write(payload);
    out.writeInt(checksum(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
