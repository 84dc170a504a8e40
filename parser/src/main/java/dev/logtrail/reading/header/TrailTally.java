package dev.logtrail.reading.header;

import dev.logtrail.line.EntryShape;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.OrdinaryText;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.TextLine;
import dev.logtrail.reading.text.TextLines;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.TrailEvent;

/**
 * Counts a trail's entries while its events come, without reading them, for as long as all of them
 * are ordinary. One that is not makes the tally void: then {@link Headers} has to read the events.
 */
public final class TrailTally {
  private final Conventions conventions;
  private final HeaderFacts facts = new HeaderFacts();
  private boolean sure = true;

  /** A tally of nothing, for lines read by {@code conventions}. */
  public TrailTally(Conventions conventions) {
    this.conventions = conventions;
  }

  /**
   * Takes the next event, in any order.
   *
   * @param scanned what its message says for itself
   */
  public void add(TrailEvent event, LineFacts scanned) {
    sure = sure && (scanned.isPlatform() || isOrdinary(event.event().message(), scanned.shape()));
    if (sure) {
      facts.add(event, scanned);
      facts.count(scanned.isPlatform() ? 0 : 1, 0);
    }
  }

  /** Makes the tally void: an event was taken away or changed. */
  public void spoil() {
    sure = false;
  }

  /** Whether the tally is what reading the events would give. */
  public boolean isSure() {
    return sure;
  }

  /** What was gathered; only while sure. */
  public HeaderFacts facts() {
    if (!sure) {
      throw new IllegalStateException("void: the events have to be read");
    }
    return facts;
  }

  private boolean isOrdinary(String message, EntryShape shape) {
    return switch (shape) {
      // A user's conventions may see levels and exceptions under any name.
      case ORDINARY -> conventions.isBuiltIn() || !message.startsWith("{");
      case COLUMNED -> isOrdinary(TextLines.read(ReadEvent.normalized(message)));
      case ANY -> false;
    };
  }

  private static boolean isOrdinary(TextLine line) {
    boolean error = line.level() != null && line.level().atLeast(Level.ERROR);
    return !error
        && line.origin() == Origin.FUNCTION
        && !OrdinaryText.isPlatformText(line.message(), 0);
  }
}
