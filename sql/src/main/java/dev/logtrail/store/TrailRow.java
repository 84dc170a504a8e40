package dev.logtrail.store;

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
 * @param revision rises with each version of the row
 * @param header what the row shows
 * @param eventCount raw events stored
 * @param rawBytes their text, UTF-8 bytes
 * @param segmentCount segments stored
 */
public record TrailRow(
    long trailId,
    LocalDate day,
    long epoch,
    long revision,
    TrailHeader header,
    int eventCount,
    long rawBytes,
    int segmentCount) {}
