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
 * is not made again, whatever becomes of the others: what it brought is noted with it.
 */
final class OtlpBatch {
  private final OtlpSettings settings;
  private final Deque<Request> requests = new ArrayDeque<>();
  private final Map<Long, Progress> progress = new HashMap<>();
  private final Map<Long, byte[]> toNote = new HashMap<>();
  private final List<Piece> spans = new ArrayList<>();
  private final List<Piece> lines = new ArrayList<>();
  private long lineBytes;

  OtlpBatch(OtlpSettings settings) {
    this.settings = settings;
  }

  /** A span, where the line is null, or a line. */
  private record Piece(LoadedTrail trail, Line line) {}

  /**
   * How far a trail has come.
   *
   * @param noted of which the store knows, or will by what is to be noted
   * @param all of which it will know once the batch is sent
   */
  private record Progress(SentLines noted, SentLines all) {}

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
    SentLines noted = new SentLines(before);
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
      progress.put(t.trailId(), new Progress(noted, known));
    }
  }

  private void line(LoadedTrail t, Line line) {
    long own = line.entry().message().length();
    boolean full = lines.size() == ExportLimits.REQUEST_LINES;
    if (!lines.isEmpty() && (full || lineBytes + own > ExportLimits.REQUEST_BYTES)) {
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

  /** Ends what is added; spans go before lines. */
  OtlpBatch end() {
    endLines();
    for (int to = spans.size(); to > 0; ) {
      int from = (to - 1) / ExportLimits.REQUEST_SPANS * ExportLimits.REQUEST_SPANS;
      requests.addFirst(new Request("traces", List.copyOf(spans.subList(from, to))));
      to = from;
    }
    return this;
  }

  /** The next request; null if all were taken. */
  Request next() {
    return requests.peek();
  }

  /** Takes what the next request brings as sent. */
  void note() {
    for (Piece piece : requests.element().pieces()) {
      SentLines noted = progress.get(piece.trail().trailId()).noted();
      if (piece.line() != null) {
        noted.add(piece.line().uid());
      }
      toNote.put(piece.trail().trailId(), noted.bytes());
    }
  }

  /** Notes that the next request is done with. */
  void done() {
    note();
    requests.remove();
  }

  /** Makes two of the next request. */
  void split() {
    Request whole = requests.remove();
    int half = whole.size() / 2;
    requests.addFirst(new Request(whole.signal(), whole.pieces().subList(half, whole.size())));
    requests.addFirst(new Request(whole.signal(), whole.pieces().subList(0, half)));
  }

  /** What of some trails has been sent, and the store does not know yet. */
  Map<Long, byte[]> toNote() {
    if (requests.isEmpty()) {
      // Also what is not sent at all, as lines where only spans are asked for.
      progress.forEach(
          (trailId, p) -> {
            if (p.noted().size() < p.all().size() || p.all().size() == 0) {
              toNote.put(trailId, p.all().bytes());
            }
          });
      progress.clear();
    }
    return toNote;
  }

  /** The store knows all that was to be noted. */
  void noted() {
    toNote.clear();
  }
}
