package dev.logtrail.api.otlp;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.limit.ExportLimits;
import dev.logtrail.otel.OtlpJson;
import dev.logtrail.otel.OtlpJson.Line;
import dev.logtrail.text.JsonText;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of some trails has not been sent yet, in requests of limited size. A request that was taken
 * is not made again, whatever becomes of the others.
 */
final class OtlpBatch {
  private final OtlpSettings settings;
  private final Deque<Request> requests = new ArrayDeque<>();
  private final Map<Long, byte[]> sent = new HashMap<>();
  private final List<Piece> spans = new ArrayList<>();
  private final List<Piece> lines = new ArrayList<>();
  private long lineBytes;

  OtlpBatch(OtlpSettings settings) {
    this.settings = settings;
  }

  /** A span, where the line is null, or a line. */
  private record Piece(LoadedTrail trail, Line line) {}

  /**
   * One request.
   *
   * @param signal {@code traces} or {@code logs}
   */
  record Request(String signal, List<Piece> pieces) {
    int size() {
      return pieces.size();
    }

    /** Which it is, for the log. */
    String name() {
      return pieces.get(0).trail().trail().header().key().toString();
    }

    byte[] json() {
      boolean traces = signal.equals("traces");
      return JsonText.objectBytes(
          out -> {
            out.writeArrayFieldStart(traces ? "resourceSpans" : "resourceLogs");
            for (int i = 0; i < pieces.size(); ) {
              LoadedTrail trail = pieces.get(i).trail();
              if (traces) {
                OtlpJson.resourceSpan(out, trail.trail(), trail.attempt());
                i++;
              } else {
                List<Line> ofTrail = new ArrayList<>();
                for (; i < pieces.size() && pieces.get(i).trail() == trail; i++) {
                  ofTrail.add(pieces.get(i).line());
                }
                OtlpJson.resourceLogs(out, trail.trail(), ofTrail);
              }
            }
            out.writeEndArray();
          });
    }
  }

  /**
   * Adds what is new of a trail that is closed.
   *
   * @param before what the store says was sent of it; null for nothing
   */
  void add(LoadedTrail t, byte[] before) {
    TrailHeader header = t.trail().header();
    if (before == null && settings.traces() && !header.key().isEnvironment()) {
      spans.add(new Piece(t, null));
    }
    SentLines known = new SentLines(before);
    int found = 0;
    for (Entry entry : t.trail().entries()) {
      // A line that only a log result has told comes once more, from CloudWatch, with its id.
      boolean has = !entry.eventIds().isEmpty();
      if (has && known.add(entry.eventIds().get(0))) {
        found++;
        if (settings.logs()) {
          line(t, new Line(entry, entry.eventIds().get(0)));
        }
      }
    }
    if (found > 0 || before == null) {
      sent.put(t.trailId(), known.bytes());
    }
  }

  private void line(LoadedTrail t, Line line) {
    long own = line.entry().message().length();
    if (!lines.isEmpty() && lineBytes + own > ExportLimits.REQUEST_BYTES) {
      endLines();
    }
    lines.add(new Piece(t, line));
    lineBytes += own;
  }

  private void endLines() {
    if (!lines.isEmpty()) {
      requests.add(new Request("logs", List.copyOf(lines)));
    }
    lines.clear();
    lineBytes = 0;
  }

  /** Ends what is added. */
  OtlpBatch end() {
    if (!spans.isEmpty()) {
      requests.addFirst(new Request("traces", List.copyOf(spans)));
    }
    endLines();
    return this;
  }

  /** The next request; null if all were taken. */
  Request next() {
    return requests.peek();
  }

  /** Notes that the next request is done with. */
  void done() {
    requests.remove();
  }

  /** Makes two of the next request. */
  void split() {
    Request whole = requests.remove();
    int half = whole.size() / 2;
    requests.addFirst(new Request(whole.signal(), whole.pieces().subList(half, whole.size())));
    requests.addFirst(new Request(whole.signal(), whole.pieces().subList(0, half)));
  }

  /** What of each trail will have been sent, as the store keeps it. */
  Map<Long, byte[]> sent() {
    return sent;
  }
}
