package dev.logtrail.runtimeclient;

import dev.logtrail.demo.lambda.IngestionDelay;
import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.LogAgent;
import dev.logtrail.demo.lambda.WrittenEvent;
import dev.logtrail.trail.Basis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One log stream as it is written: every line with its true owner, which is known because the kit
 * itself handed out the requests.
 *
 * <p>The owner of the function's line is the request whose code wrote it, if the line names that
 * request's id; otherwise the request that was open when the line was read, or that came next.
 */
final class StreamWriter {
  /** Lambda cuts a longer line into events, with nothing that tells of it. */
  private static final int MAX_EVENT_BYTES = 256 * 1024;

  private final List<WrittenEvent> written = new ArrayList<>();
  private final List<WrittenEvent> unowned = new ArrayList<>();
  private final List<KnownRequest> requests = new ArrayList<>();
  private KnownRequest open;
  private StringBuilder logResult = new StringBuilder();
  private long last;

  /**
   * A request that the kit has handed out.
   *
   * @param id its id
   * @param n which start of the id, from 1
   * @param mark a word that its code writes into each line, or null
   */
  record KnownRequest(String id, int n, String mark) {}

  /** Lines of the platform before any request is open; they belong to the one that comes. */
  void beforeStart(List<String> messages, long at) {
    messages.forEach(message -> unowned.add(event(message, at, at, null)));
  }

  /** A request begins: what was written before it, and no request took, is its init. */
  void start(KnownRequest request, List<String> messages, long at) {
    open = request;
    requests.add(request);
    for (WrittenEvent init : unowned) {
      written.add(
          new WrittenEvent(
              init.writtenAt(),
              init.timestamp(),
              init.message(),
              request.id(),
              request.n(),
              Basis.INIT));
    }
    unowned.clear();
    platform(messages, at);
  }

  /** Lines of the platform that name the open request. */
  void platform(List<String> messages, long at) {
    for (String message : messages) {
      written.add(event(message, at, at, open));
      logResult.append(message);
    }
  }

  /** A line of the platform that is in CloudWatch's copy alone. */
  void afterReport(String message, long at) {
    written.add(event(message, at, at, open));
  }

  /** A line of the platform that the log result has in another place. */
  void inLogResult(String message) {
    logResult.append(message);
  }

  /**
   * What the function or its runtime wrote in one piece.
   *
   * @param timestamp epoch ms
   * @param readAt when it was read, epoch ms
   */
  void function(String message, long timestamp, long readAt) {
    logResult.append(message);
    for (String piece : pieces(message)) {
      KnownRequest owner = owner(message);
      WrittenEvent event = event(piece, timestamp, readAt, owner);
      (owner == null ? unowned : written).add(event);
    }
  }

  /** The open request has ended; the answer is all that its log result could hold. */
  String end() {
    String whole = logResult.toString();
    logResult = new StringBuilder();
    open = null;
    return whole;
  }

  /** How many events have been written so far. */
  int size() {
    return written.size();
  }

  /** The events from this one on, in the order of writing. */
  List<WrittenEvent> from(int index) {
    return List.copyOf(written.subList(index, written.size()));
  }

  /**
   * All of it as CloudWatch takes it in, batch by batch; lines that found no request are nobody's.
   */
  List<LabelledBatch> batches(Random random) {
    LogAgent agent = new LogAgent(IngestionDelay.usual(), random);
    agent.write(written);
    agent.write(unowned);
    List<LabelledBatch> batches = new ArrayList<>();
    while (agent.nextPut() != Long.MAX_VALUE) {
      batches.add(agent.put());
    }
    return batches;
  }

  private KnownRequest owner(String message) {
    for (KnownRequest request : requests) {
      boolean wrote = request.mark() != null && message.contains(request.mark());
      if (wrote && message.contains(request.id())) {
        return request;
      }
    }
    return open;
  }

  private WrittenEvent event(String message, long timestamp, long readAt, KnownRequest owner) {
    last = Math.max(last, readAt);
    return owner == null
        ? new WrittenEvent(last, timestamp, message, null, 0, Basis.ENVIRONMENT)
        : new WrittenEvent(last, timestamp, message, owner.id(), owner.n(), Basis.MARKERS);
  }

  private static List<String> pieces(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_EVENT_BYTES) {
      return List.of(message);
    }
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + MAX_EVENT_BYTES);
      while (to < bytes.length && (bytes[to] & 0xc0) == 0x80) {
        to--;
      }
      pieces.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      from = to;
    }
    return pieces;
  }
}
