package dev.logtrail.store;

import dev.logtrail.reading.ParserVersion;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import java.time.LocalDate;

/**
 * A trail's row: its header and what the store needs to find and guard it.
 *
 * @param trailId unique over all trails; given by the writer that first stores it ({@code epoch <<
 *     32 | counter})
 * @param day the UTC day partition, fixed at the first write
 * @param epoch of the writer that wrote this version; a row is replaced only by an equal or higher
 *     (epoch, revision)
 * @param revision rises with each version of the row, whoever writes it
 * @param header what the row shows
 * @param eventCount raw events stored
 * @param rawBytes their text, UTF-8 bytes
 * @param segmentCount segments stored
 * @param parserVersion of the parser that derived the header; 0 if not known
 */
public record TrailRow(
    long trailId,
    LocalDate day,
    long epoch,
    long revision,
    TrailHeader header,
    int eventCount,
    long rawBytes,
    int segmentCount,
    int parserVersion) {

  /** A row whose header this program's parser derived. */
  public TrailRow(
      long trailId,
      LocalDate day,
      long epoch,
      long revision,
      TrailHeader header,
      int eventCount,
      long rawBytes,
      int segmentCount) {
    this(
        trailId,
        day,
        epoch,
        revision,
        header,
        eventCount,
        rawBytes,
        segmentCount,
        ParserVersion.CURRENT);
  }

  /** The same row with another header, derived by this program's parser. */
  public TrailRow withHeader(TrailHeader derived) {
    return new TrailRow(trailId, day, epoch, revision, derived, eventCount, rawBytes, segmentCount);
  }

  /** Whether it stands for a request that is known only from its log result. */
  public boolean isLogResultOnly() {
    return header.closeReason() == CloseReason.LOG_RESULT_ONLY;
  }

  /** Whether a log result was merged into the header. */
  public boolean hasLogResult() {
    return header.sources().contains(Source.LOG_RESULT);
  }
}
