package dev.logtrail.cli;

import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.redact.Masks;
import dev.logtrail.redact.RecordRedaction;
import dev.logtrail.redact.Redaction;
import dev.logtrail.text.Counted;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what would be masked, by kind, with some masked examples of each. */
final class RedactionTally implements DecodedSink {
  private static final int EXAMPLES = 3;
  private static final int CONTEXT_CHARS = 40;

  private final Redaction rules;
  private final RecordRedaction records;
  private final Map<String, Long> masks = new TreeMap<>();
  private final Map<String, List<String>> examples = new TreeMap<>();
  private long events;
  private long touched;
  private long unreadable;

  RedactionTally(Redaction rules) {
    this.rules = rules;
    this.records = new RecordRedaction(rules);
  }

  @Override
  public void batch(LogBatch batch) {
    for (LogEvent event : batch.events()) {
      note(event.message(), rules.message(event.message()));
    }
  }

  @Override
  public void invocation(Invocation invocation) {
    Invocation masked = records.invocation(invocation);
    note(text(invocation), text(masked));
  }

  private static String text(Invocation invocation) {
    String log = invocation.log() == null ? "" : invocation.log();
    return invocation.payload() == null ? log : log + "\n" + invocation.payload();
  }

  @Override
  public void rejected(Rejected rejected) {
    unreadable++;
  }

  @Override
  public void dropped(String reason, long count) {
    events += count;
  }

  private void note(String before, String after) {
    events++;
    Map<String, Integer> now = after.equals(before) ? null : Masks.count(after, null);
    if (now == null) {
      return;
    }
    touched++;
    Map<String, Integer> old = Masks.count(before, new TreeMap<>());
    now.forEach(
        (kind, n) -> {
          int more = n - old.getOrDefault(kind, 0);
          if (more > 0) {
            masks.merge(kind, (long) more, Long::sum);
            example(kind, after);
          }
        });
  }

  private void example(String kind, String text) {
    List<String> known = examples.computeIfAbsent(kind, k -> new ArrayList<>());
    int at = text.indexOf("[masked:" + kind + "]");
    if (known.size() < EXAMPLES && at >= 0) {
      int from = Math.max(0, at - CONTEXT_CHARS);
      int to = Math.min(text.length(), at + kind.length() + 2 * CONTEXT_CHARS);
      String shown =
          (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
      known.add(shown.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip());
    }
  }

  boolean isEmpty() {
    return masks.isEmpty();
  }

  /** Records that could not be read. */
  long unreadable() {
    return unreadable;
  }

  /** A line for each kind, with its examples, and one for all. */
  void print(PrintWriter out) {
    masks.forEach(
        (kind, n) -> {
          out.printf("%-16s %8d%n", kind, n);
          examples.get(kind).forEach(example -> out.println("    " + example));
        });
    out.printf("%d of %s would be changed.%n", touched, Counted.of(events, "event"));
    if (unreadable > 0) {
      out.printf("Not readable, and not looked at: %s.%n", Counted.of(unreadable, "record"));
    }
  }
}
