package dev.logtrail.store;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import java.util.List;

/**
 * Which trails a list shows. Every filter may be null (or empty): no filter.
 *
 * @param function exact function name
 * @param account exact account
 * @param region exact region
 * @param from epoch ms, inclusive, against the trail's start
 * @param to epoch ms, exclusive
 * @param outcomes any of these
 * @param level trails with an entry of this level or above; ERROR and FATAL are answered from the
 *     row
 * @param coldStart only cold or only warm
 * @param minDurationMs reported duration at least this
 * @param traceId exact X-Ray trace id
 * @param logStream exact stream name
 * @param kind {@code request}, {@code environment}, or null for requests only
 * @param source came (also) this way
 * @param newestFirst order by start
 * @param limit page size, 1 to 1000
 * @param cursor where the page before ended, as {@link TrailPage#nextCursor()} gave it, or null
 */
public record TrailQuery(
    String function,
    String account,
    String region,
    Long from,
    Long to,
    List<Outcome> outcomes,
    Level level,
    Boolean coldStart,
    Double minDurationMs,
    String traceId,
    String logStream,
    String kind,
    Source source,
    boolean newestFirst,
    int limit,
    String cursor) {}
