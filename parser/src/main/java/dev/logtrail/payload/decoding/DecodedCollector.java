package dev.logtrail.payload.decoding;

import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers everything of a delivery into one {@link Decoded}. */
public final class DecodedCollector implements DecodedSink {
  private final List<LogBatch> batches = new ArrayList<>();
  private final List<Invocation> invocations = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final Map<String, Long> dropped = new TreeMap<>();

  @Override
  public void batch(LogBatch batch) {
    batches.add(batch);
  }

  @Override
  public void invocation(Invocation invocation) {
    invocations.add(invocation);
  }

  @Override
  public void rejected(Rejected r) {
    rejected.add(r.copied());
  }

  @Override
  public void dropped(String reason, long events) {
    dropped.merge(reason, events, Long::sum);
  }

  public Decoded decoded() {
    return new Decoded(batches, invocations, rejected, dropped);
  }
}
