package dev.logtrail.bench;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.reading.header.HeaderFacts;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.reading.header.TrailTally;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;

/** A trail in memory on its way to its header, as the job holds it. */
final class OpenTrail {
  private final List<TrailEvent> events = new ArrayList<>();
  private final TrailTally tally = new TrailTally(Conventions.builtIn());
  private boolean reported;

  void add(TrailEvent event, LineFacts facts) {
    events.add(event);
    tally.add(event, facts);
    reported |= facts.kind() == LineKind.REPORT;
  }

  void remove(TrailEvent event) {
    events.removeIf(e -> e.event().id().equals(event.event().id()));
    tally.spoil();
  }

  boolean isReported() {
    return reported;
  }

  TrailHeader header(TrailKey key) {
    if (tally.isSure()) {
      return Headers.of(key, tally.facts(), null, false);
    }
    HeaderFacts facts = new HeaderFacts();
    Headers.gather(facts, events);
    return Headers.of(key, facts, null, false);
  }
}
