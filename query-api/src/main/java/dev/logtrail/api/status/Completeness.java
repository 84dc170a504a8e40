package dev.logtrail.api.status;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.text.Counted;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is known to be missing from answers at a moment: each carries it, as the header {@link
 * #HEADER}, and lists and figures as a field too.
 *
 * @param state whether more is known to come
 * @param lagMs the longest time between an event and its being stored, of the newest events of each
 *     source, ms; null if not known, or not told
 * @param lost events since the start that were dropped by a limit or could not be read; null if not
 *     told
 * @param reasons why something is missing, in words; empty if not told
 */
public record Completeness(State state, Long lagMs, Long lost, List<String> reasons) {
  /** The header of every answer of the API. */
  public static final String HEADER = "Logtrail-Completeness";

  private static final String ATTRIBUTE = "logtrail.completeness";
  private static final long BEHIND_MS = 60_000;

  /** Of a source that brings files, the age of what they hold is no lag. */
  private static final String FILE = "file";

  /** Dropped on purpose: no event of a function. */
  private static final String CONTROL = "control_message";

  /** Whether more is known to come. */
  public enum State {
    /** Nothing is known to be missing: what was delivered is in the answer. */
    CURRENT,
    /** A source has more that is not read yet. */
    BEHIND,
    /** What is delivered is not stored at the moment. */
    STOPPED;

    /** As in answers: lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Completeness {
    reasons = List.copyOf(reasons);
  }

  /** What a program knows of itself. */
  public static Completeness of(StatusSource status) {
    List<String> stopped = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    Long lag = null;
    long lost = 0;
    JobStatus job = status.job();
    if (job != null && job.problem() != null) {
      stopped.add("the job does not run: " + job.problem());
    }
    for (SourceStatus s : status.sources()) {
      if (s.problem() != null && stopped.isEmpty()) {
        stopped.add(s.source() + ": " + s.problem());
      }
      lag = FILE.equals(s.source()) ? lag : larger(lag, s.lagMs());
      lost += s.counts().dead();
      for (var dropped : s.counts().dropped().entrySet()) {
        lost += dropped.getKey().equals(CONTROL) ? 0 : dropped.getValue();
      }
    }
    for (FeedState feed : status.feeds()) {
      String name = feed.source() + " " + feed.name();
      lag = larger(lag, feed.lagMs());
      if (feed.nextTryAt() != null) {
        behind.add(name + " cannot be read: " + feed.lastError());
      } else if (feed.lagMs() != null && feed.lagMs() > BEHIND_MS) {
        behind.add(name + " is " + feed.lagMs() / 1_000 + " s behind");
      } else if (feed.backfill() != null && !feed.backfill().isDone()) {
        behind.add(name + " is still read from its beginning on");
      }
    }
    State state =
        !stopped.isEmpty() ? State.STOPPED : behind.isEmpty() ? State.CURRENT : State.BEHIND;
    stopped.addAll(behind);
    return new Completeness(state, lag, lost, stopped);
  }

  private static Long larger(Long a, Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(Math.max(a, b));
  }

  /** The same for who sees a part of what is stored: figures and reasons are of all together. */
  Completeness stateAlone() {
    return new Completeness(state, null, null, List.of());
  }

  /** Says it in the header of an answer, and keeps it for {@link #write}. */
  public static void tell(Context ctx, StatusSource status) {
    Completeness all = of(status);
    Completeness told = Caller.of(ctx).scope().isAll() ? all : all.stateAlone();
    ctx.attribute(ATTRIBUTE, told);
    ctx.header(
        HEADER, told.state().word() + (told.lagMs() == null ? "" : "; lag-ms=" + told.lagMs()));
  }

  /** What was told of an answer. */
  public static Completeness of(Context ctx) {
    return ctx.attribute(ATTRIBUTE);
  }

  /** Whether more is known to come. */
  public boolean isMissing() {
    return state != State.CURRENT;
  }

  /** As a sentence, for who reads text. */
  public String sentence() {
    StringBuilder out =
        new StringBuilder(
            switch (state) {
              case CURRENT -> "Nothing that was delivered is known to be missing";
              case BEHIND -> "More is to be read";
              case STOPPED -> "Nothing is stored at the moment";
            });
    if (lagMs != null) {
      out.append(
          String.format(Locale.ROOT, "; events took up to %.1f s to be stored", lagMs / 1e3));
    }
    if (lost != null && lost > 0) {
      out.append("; ")
          .append(Counted.of(lost, "event"))
          .append(lost == 1 ? " was lost since the start" : " were lost since the start");
    }
    reasons.forEach(reason -> out.append("; ").append(reason));
    return out.append('.').toString();
  }

  /**
   * Writes the field {@code completeness} of an answer.
   *
   * @param ctx of which it was told
   */
  public static void write(Context ctx, JsonGenerator out) throws IOException {
    Completeness told = ctx.attribute(ATTRIBUTE);
    out.writeObjectFieldStart("completeness");
    out.writeStringField("state", told.state().word());
    JsonValues.field(out, "lagMs", told.lagMs());
    JsonValues.field(out, "lost", told.lost());
    out.writeArrayFieldStart("reasons");
    for (String reason : told.reasons()) {
      out.writeString(reason);
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
