package dev.logtrail.ingest.door;

import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.text.JsonText;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what a delivery holds, and why parts of it are left out; keeps none of its events. */
final class DeliveryCounts implements DecodedSink {
  private static final int SHOWN_REASONS = 20;
  private static final int SHOWN_REGIONS = 20;

  private final Set<LogStream> streams = new HashSet<>();
  private final Set<String> regions = new TreeSet<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private final List<String> reasons = new ArrayList<>();
  private final Scope scope;
  private String foreign;
  private long events;
  private long invocations;
  private long rejected;

  /**
   * Counts.
   *
   * @param scope what the sender may send
   */
  DeliveryCounts(Scope scope) {
    this.scope = scope;
  }

  /** The first of what is out of the scope, in words; null if all is in it. */
  String foreign() {
    return foreign;
  }

  /** Whether any record cannot be read. */
  boolean hasRejected() {
    return rejected > 0;
  }

  @Override
  public void batch(LogBatch batch) {
    LogStream stream = batch.stream();
    if (foreign == null && !scope.has(stream, stream.functionName())) {
      foreign = "account %s, log group %s".formatted(stream.account(), stream.logGroup());
    }
    streams.add(stream);
    events += batch.events().size();
  }

  @Override
  public void invocation(Invocation invocation) {
    if (foreign == null && !scope.has(invocation)) {
      foreign =
          "account %s, function %s".formatted(invocation.account(), invocation.functionName());
    }
    invocations++;
    if (regions.size() < SHOWN_REGIONS) {
      regions.add(invocation.region());
    }
  }

  @Override
  public void rejected(Rejected r) {
    if (rejected++ < SHOWN_REASONS) {
      reasons.add(r.reason());
    }
  }

  @Override
  public void dropped(String reason, long count) {
    dropped.merge(reason, count, Long::sum);
  }

  /** {@code {"accepted":{"events":…,"streams":…},"dropped":{…},"rejected":[…]}}. */
  String eventsJson() {
    return json(
        out -> {
          out.writeNumberField("events", events);
          out.writeNumberField("streams", streams.size());
        });
  }

  /**
   * {@code {"accepted":{"invocations":…,"regions":[…]},"dropped":{…},"rejected":[…]}}. The regions
   * are told since a log result that names none lies in the server's, where a trail of another
   * region never meets it.
   */
  String invocationsJson() {
    return json(
        out -> {
          out.writeNumberField("invocations", invocations);
          out.writeArrayFieldStart("regions");
          for (String region : regions) {
            out.writeString(region);
          }
          out.writeEndArray();
        });
  }

  private String json(JsonText.Fields accepted) {
    return JsonText.object(
        out -> {
          out.writeObjectFieldStart("accepted");
          accepted.write(out);
          out.writeEndObject();
          out.writeObjectFieldStart("dropped");
          for (Map.Entry<String, Long> d : dropped.entrySet()) {
            out.writeNumberField(d.getKey(), d.getValue());
          }
          out.writeEndObject();
          out.writeArrayFieldStart("rejected");
          for (String reason : shownReasons()) {
            out.writeStartObject();
            out.writeStringField("reason", reason);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private List<String> shownReasons() {
    if (rejected <= SHOWN_REASONS) {
      return reasons;
    }
    List<String> shown = new ArrayList<>(reasons);
    shown.add("and " + (rejected - SHOWN_REASONS) + " more");
    return shown;
  }
}
