package dev.logtrail.api.load;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import java.util.List;
import java.util.Objects;

/** Finds the trails of an X-Ray trace: what one call set off in all functions it passed through. */
public final class TraceTrails {
  private final TrailReader reader;
  private final TrailLoader loader;

  public TraceTrails(TrailReader reader, TrailLoader loader) {
    this.reader = reader;
    this.loader = loader;
  }

  /**
   * Trails of a trace.
   *
   * @param trails by start
   * @param truncated whether there are more than {@link ServerLimits#TRACE_TRAILS}
   */
  public record Found(List<LoadedTrail> trails, boolean truncated) {}

  /** The trace id itself, also of a whole {@code X-Amzn-Trace-Id}: {@code Root=1-…;Parent=…}. */
  public static String root(String given) {
    for (String part : given.split(";")) {
      if (part.strip().regionMatches(true, 0, "Root=", 0, 5)) {
        return part.strip().substring(5);
      }
    }
    return given;
  }

  /** The first {@link #MOST} trails of a trace id, with entries; none if it is not known. */
  public Found of(String traceId) {
    TrailPage page =
        reader.list(
            TrailQuery.builder()
                .traceId(traceId)
                .newestFirst(false)
                .limit(ServerLimits.TRACE_TRAILS)
                .build());
    List<ListedTrail> listed = page.trails();
    List<LoadedTrail> trails = loader.whole(listed).stream().filter(Objects::nonNull).toList();
    return new Found(trails, page.nextCursor() != null);
  }
}
