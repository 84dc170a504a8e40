package dev.logtrail.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.job.assemble.JobProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What processes tell each other comes out as it went in. */
class ReportJsonTest {
  private static final JobProgress.Snapshot SNAPSHOT =
      new JobProgress.Snapshot(1_700_000_000_000L, 12L, 2.5, 10, 7, 1, Map.of("test", 1L), 1);

  @Test
  void allOfItComesBack() {
    FeedState feed =
        new FeedState(
            "kinesis",
            "logs",
            1L,
            2L,
            3L,
            "no \"permission\"\n",
            4L,
            5L,
            Map.of("throttled", 6L),
            List.of(new FeedState.Part("shard-0", null, 8)),
            new FeedState.Backfill(FeedState.Backfill.Unit.BYTES, 1, 2, null),
            9L);
    ProcessReport report =
        new ProcessReport(
            "standby",
            "host (process 1) since …",
            "the job is starting",
            Map.of("subscription", SNAPSHOT),
            List.of(feed),
            Map.of("aws_key", 3L));
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void whatIsNotThereIsNull() {
    ProcessReport empty = new ProcessReport(null, null, null, Map.of(), List.of(), Map.of());
    assertThat(ReportJson.read(ReportJson.write(empty))).isEqualTo(empty);
    assertThat(ReportJson.read("{}")).isEqualTo(empty);
  }

  @Test
  void whatAnotherReleaseWritesIsReadAsFarAsItIsKnown() {
    assertThat(ReportJson.read("{\"new\":[{\"a\":[1.5,true,null]}],\"jobState\":\"running\"}"))
        .extracting(ProcessReport::jobState)
        .isEqualTo("running");
    assertThat(ReportJson.read("[]")).isNull();
    assertThat(ReportJson.read("{\"jobState\":7}")).isNull();
    assertThat(ReportJson.read("{\"jobState\":")).isNull();
    assertThat(ReportJson.read("")).isNull();
  }

  @Test
  void ofManyPartsThoseFurthestBehindAreTold() {
    List<FeedState.Part> parts = new ArrayList<>();
    for (int i = 0; i < 3 * ReportJson.MOST_PARTS; i++) {
      parts.add(new FeedState.Part("group-" + i, (long) i, 1));
    }
    FeedState feed =
        new FeedState("api", "x", null, null, null, null, null, null, Map.of(), parts, null, null);
    ProcessReport read =
        ReportJson.read(
            ReportJson.write(
                new ProcessReport(null, null, null, Map.of(), List.of(feed), Map.of())));
    assertThat(read.feeds().get(0).parts())
        .hasSize(ReportJson.MOST_PARTS)
        .first()
        .isEqualTo(parts.get(parts.size() - 1));
  }
}
