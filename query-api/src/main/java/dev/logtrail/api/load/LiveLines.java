package dev.logtrail.api.load;

import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.ingest.live.ProvisionalTrail;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Live Tail has shown, beside what is stored: lines that are stored by now are left out, equal
 * ones by their number, so that none stands twice.
 *
 * @param lines null for none
 * @param scope what of it may be seen
 */
record LiveLines(ProvisionalLines lines, Scope scope) {
  static final LiveLines NONE = new LiveLines(null, Scope.NOTHING);

  /** The same for somebody who may see no more than another scope. */
  LiveLines within(Scope other) {
    return lines == null ? this : new LiveLines(lines, other);
  }

  /** The lines of a request. */
  OfRequest of(String requestId) {
    Map<LogStream, ProvisionalTrail> newest = new LinkedHashMap<>();
    // Whose tenant's a line is may not be known before its request is read whole.
    if (lines != null && !scope.isOfTenants()) {
      for (ProvisionalTrail trail : lines.of(requestId)) {
        LogStream stream = trail.key().stream();
        if (scope.isAll() || scope.has(stream, stream.functionName())) {
          newest.put(stream, trail); // Of several attempts in one stream the last one goes on.
        }
      }
    }
    return new OfRequest(newest);
  }

  /**
   * The lines of one request.
   *
   * @param trails by stream
   */
  record OfRequest(Map<LogStream, ProvisionalTrail> trails) {

    /** Those that belong into a stored trail, which has not got them. */
    List<TrailEvent> beside(StoredTrail stored) {
      ProvisionalTrail shown = trails.get(stored.row().header().key().stream());
      return shown == null ? List.of() : shown.without(stored.events());
    }

    /** Those of streams in which nothing of the request is stored. */
    List<ProvisionalTrail> rest(List<StoredTrail> stored) {
      List<ProvisionalTrail> rest = new ArrayList<>(trails.values());
      for (StoredTrail t : stored) {
        // What a log result told has all of it, and names no stream.
        boolean all = t.row().header().closeReason() == CloseReason.LOG_RESULT_ONLY;
        LogStream stream = t.row().header().key().stream();
        rest.removeIf(shown -> all || shown.key().stream().equals(stream));
      }
      return rest;
    }

    /** A trail of such lines alone: it was never stored. */
    LoadedTrail loaded(ProvisionalTrail shown, int attempt, Conventions conventions) {
      Trail trail = TrailReading.read(shown.key(), shown.events(), null, conventions);
      Instant first = Instant.ofEpochMilli(shown.events().get(0).event().timestamp());
      LocalDate day = first.atOffset(ZoneOffset.UTC).toLocalDate();
      List<RawText> texts =
          shown.events().stream()
              .map(e -> new RawText(e.event().id(), e.event().message()))
              .toList();
      return new LoadedTrail(trail, attempt, 0, 0, shown.id(), day, texts::stream);
    }
  }
}
