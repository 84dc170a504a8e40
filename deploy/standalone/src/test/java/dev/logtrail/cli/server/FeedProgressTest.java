package dev.logtrail.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.FeedState.Backfill.Unit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What up prints while it reads the past. */
class FeedProgressTest {
  private static FeedState feed(FeedState.Backfill backfill) {
    List<FeedState.Part> parts =
        List.of(new FeedState.Part("/a", 100L, 30), new FeedState.Part("/b", 4_200L, 12));
    return new FeedState(
        "api", "/aws/lambda/*", 1L, 1L, 4_200L, null, null, null, Map.of(), parts, backfill, null);
  }

  @Test
  void aBarWithGroupsEventsLagAndTheTimeLeft() {
    FeedState.Backfill half = new FeedState.Backfill(Unit.MS, 500, 1_000, 150_000L);
    assertThat(FeedProgress.line(feed(half), half))
        .isEqualTo(
            "Past of /aws/lambda/*: [##########----------] 50 %, 2 groups, 42 events, lag 5 s, 2"
                + " min left");
    FeedState.Backfill begun = new FeedState.Backfill(Unit.MS, 0, 1_000, null);
    assertThat(FeedProgress.line(feed(begun), begun)).endsWith("0 %, 2 groups, 42 events, lag 5 s");
  }

  @Test
  void ofObjectsItTellsBytesAndOnceThatAPlaceIsReadToItsEnd() {
    FeedState.Backfill all = new FeedState.Backfill(Unit.BYTES, 2_500_000, 2_500_000, 0L);
    List<FeedState.Part> parts = List.of(new FeedState.Part("s3://logs", null, 7));
    FeedState ended =
        new FeedState("s3", "s3://logs", 1L, 1L, null, null, null, null, Map.of(), parts, all, 5L);
    StringWriter out = new StringWriter();
    try (FeedProgress progress =
        FeedProgress.on(new PrintWriter(out), () -> List.of(ended), Integer.MAX_VALUE)) {
      progress.print();
      progress.print();
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "Reading s3://logs.",
            "Past of s3://logs: [####################] 100 %, 2.5 of 2.5 MB, 7 events, done",
            "s3://logs is read to its end; nothing more is looked for there.");
  }

  @Test
  void saysThatItIsDoneAndNothingAfterwards() {
    StringWriter out = new StringWriter();
    FeedState.Backfill done = new FeedState.Backfill(Unit.MS, 1_000, 1_000, 0L);
    try (FeedProgress progress =
        FeedProgress.on(
            new PrintWriter(out), () -> List.of(feed(done), feed(null)), Integer.MAX_VALUE)) {
      progress.print();
      progress.print();
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "Reading log groups /aws/lambda/*: 2 so far.",
            "Past of /aws/lambda/*: [####################] 100 %, 2 groups, 42 events, lag 5 s,"
                + " done");
  }
}
