package dev.logtrail.api.otlp;

import java.util.concurrent.atomic.LongAdder;

/** Counts of an export since the start of the program. Thread-safe. */
public final class OtlpFigures {
  final LongAdder spans = new LongAdder();
  final LongAdder lines = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder old = new LongAdder();
  final LongAdder failures = new LongAdder();

  /** Spans that were taken. */
  public long spans() {
    return spans.sum();
  }

  /** Lines that were taken. */
  public long lines() {
    return lines.sum();
  }

  /** Spans and lines that the receiver did not want, of requests that it took. */
  public long rejected() {
    return rejected.sum();
  }

  /** Spans and lines that the receiver refused each by itself, which are left out. */
  public long refused() {
    return refused.sum();
  }

  /** Trails that changed and are too old to be exported. */
  public long old() {
    return old.sum();
  }

  /** Requests that failed and were, or will be, sent again. */
  public long failures() {
    return failures.sum();
  }
}
