package dev.logtrail.job.report;

import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.job.assemble.JobProgress;
import dev.logtrail.redact.MaskCounter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one process has to tell.
 *
 * @param jobState what its job does, in the word of the API's answers; null if it has none
 * @param jobHolder who runs the job instead while it stands by; else null
 * @param problem why it is not ready; null if it is
 * @param sources what it took in and stored, by the source's word; empty where it runs no task
 * @param feeds what it reads by itself
 * @param masked secrets masked by it, by kind
 */
public record ProcessReport(
    String jobState,
    String jobHolder,
    String problem,
    Map<String, JobProgress.Snapshot> sources,
    List<FeedState> feeds,
    Map<String, Long> masked) {
  public ProcessReport {
    sources = Map.copyOf(sources);
    feeds = List.copyOf(feeds);
    masked = Map.copyOf(masked);
  }

  /** This process's, but for its job. */
  public static ProcessReport here(String jobState, String jobHolder, String problem, long nowMs) {
    Map<String, JobProgress.Snapshot> sources = new TreeMap<>();
    JobProgress.here()
        .snapshot(nowMs)
        .forEach((source, snapshot) -> sources.put(source.word(), snapshot));
    return new ProcessReport(
        jobState,
        jobHolder,
        problem,
        sources,
        Feeds.here().states(),
        MaskCounter.ofThisProcess().counts());
  }
}
