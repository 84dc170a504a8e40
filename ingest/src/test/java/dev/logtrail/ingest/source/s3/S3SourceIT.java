package dev.logtrail.ingest.source.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.SourceRun;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading objects of a stub: every form, over cut connections, and each object once. */
@Timeout(300)
class S3SourceIT {
  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]ab");
  private static final String TASK = "11111111-2222-3333-4444-555555555555";

  @TempDir private Path checkpoints;

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private static S3Source source(String name, S3Stub stub, String... places) {
    return source(name, stub, false, places);
  }

  private static S3Source source(String name, S3Stub stub, boolean once, String... places) {
    AwsAccess access = new AwsAccess("eu-west-1", stub.endpoint(), null, null);
    return new S3Source(
        new S3Settings(List.of(places), null, access, "999999999999", "eu-west-1", once),
        MemoryPositions.opener(name),
        Clock.systemUTC());
  }

  private static byte[] payload(String... ids) {
    return PayloadJson.of(
        STREAM, Arrays.stream(ids).map(id -> new LogEvent(id, 1_000, "m}{" + id)).toList());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] together(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static FeedState feed(String name) {
    return Feeds.here().states().stream()
        .filter(feed -> feed.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<LogBatch> batches(String name) throws UnreadableException {
    List<LogBatch> batches = new ArrayList<>();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      for (Delivery delivery : SourceRun.deliveries(name)) {
        batches.addAll(decoder.decode(delivery).batches());
      }
    }
    return batches;
  }

  @Test
  void readsEveryFormThatLogsHaveInS3() throws Exception {
    try (S3Stub stub = new S3Stub()) {
      stub.moveTo("eu-central-1");
      // Firehose: records of CloudWatch Logs are gzip each, and stand one after the other.
      stub.put("forms/fh/2026/11/20/10/a", together(gzip(payload("1", "2")), gzip(payload("3"))));
      stub.put("forms/fh/2026/11/20/10/b.gz", gzip(gzip(payload("4"))));
      stub.put("forms/fh/2026/11/20/10/c", together(payload("5"), payload("6")));
      stub.put(
          "forms/fh/2026/11/20/10/d e+%.json",
          together(payload("7"), "\n".getBytes(), payload("8")));
      stub.put("forms/fh/", new byte[0]);
      String export =
          "2026-11-20T10:00:00.123Z START RequestId: 1-2-3 Version: $LATEST\n"
              + "2026-11-20T10:00:00.200Z Traceback (most recent call last):\n"
              + "  File \"a.py\", line 1\n"
              + "2026-11-20T10:00:00.300Z END RequestId: 1-2-3\n";
      stub.put(
          "forms/exports/aws/lambda/pay/" + TASK + "/2026-11-20-[$LATEST]cd/000000.gz",
          gzip(export.getBytes(StandardCharsets.UTF_8)));
      stub.put("forms/exports/aws-logs-write-test", "Permission Check Successful".getBytes());
      stub.put(
          "forms/pages/one.json",
          "{\"events\":[{\"eventId\":\"9\",\"timestamp\":1,\"message\":\"m\",\"logStreamName\":\"st\"}]}"
              .getBytes());
      List<String> ids = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");
      S3Source source =
          source(
              "forms",
              stub,
              "s3://forms/fh/",
              "s3://forms/exports",
              "s3://forms/pages?log-group=/aws/lambda/pages");
      try (SourceRun job = SourceRun.start("forms", source, checkpoints)) {
        job.await(ids);
        SourceRun.until(
            () -> SourceRun.ids("forms").size() >= ids.size() + 3,
            () -> "the export does not come");
      }
      LogStream exported =
          new LogStream("999999999999", "eu-west-1", "/aws/lambda/pay", "2026/11/20/[$LATEST]cd");
      List<LogEvent> events =
          batches("forms").stream()
              .filter(batch -> batch.stream().equals(exported))
              .flatMap(batch -> batch.events().stream())
              .toList();
      assertThat(events)
          .extracting(LogEvent::message)
          .containsExactly(
              "START RequestId: 1-2-3 Version: $LATEST",
              "Traceback (most recent call last):\n  File \"a.py\", line 1",
              "END RequestId: 1-2-3");
      assertThat(events.get(0).timestamp()).isEqualTo(1_763_632_800_123L + 365L * 86_400_000);
      assertThat(batches("forms"))
          .extracting(LogBatch::stream)
          .contains(STREAM, new LogStream("999999999999", "eu-west-1", "/aws/lambda/pages", "st"));
    }
  }

  @Test
  void aPoisonObjectIsHandedOnWholeAndTheOthersAreReadOverCutsAndThrottling() throws Exception {
    try (S3Stub stub = new S3Stub()) {
      long now = System.currentTimeMillis();
      byte[] whole = gzip(payload("p1", "p2"));
      byte[] broken = Arrays.copyOf(whole, whole.length - 9);
      stub.put("poison/a", broken, now - 3_000);
      stub.put("poison/b", "no log group is told of this\n".getBytes(), now - 2_000);
      byte[] large = new byte[3 << 20];
      Arrays.fill(large, (byte) ' ');
      stub.put("poison/c", together(payload("p3"), large, payload("p4")), now - 1_000);
      stub.slowDown(3);
      stub.cut(3);
      try (SourceRun job =
          SourceRun.start("poison", source("poison", stub, "s3://poison"), checkpoints)) {
        job.await(List.of("p3", "p4"));
        SourceRun.until(
            () -> feed("s3://poison").counts().getOrDefault("objects", 0L) == 3,
            () -> "not all objects are done with: " + feed("s3://poison"));
      }
      assertThat(SourceRun.deliveries("poison"))
          .as("the job makes a dead letter of it")
          .anyMatch(delivery -> Arrays.equals(delivery.body(), broken));
      assertThat(feed("s3://poison").counts())
          .containsEntry("objects_unreadable", 1L)
          .containsEntry("events_without_log_group", 1L)
          .containsKey("throttled");
      assertThat(stub.calls()).anyMatch(call -> call.matches("get poison/a bytes=[0-9]+-"));
    }
  }

  @Test
  void whatIsToBeReadOnceEndsAndSaysSoAndAStartAfterItReadsWhatCameSince() throws Exception {
    String place = "s3://finite/logs";
    try (S3Stub stub = new S3Stub()) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        stub.put("finite/logs/%d".formatted(i), payload("f" + i), 1_000 + i);
        all.add("f" + i);
      }
      stub.slowDown(1);
      S3Source source = source("finite", stub, true, place);
      try (SourceRun job = SourceRun.start("finite", source, checkpoints)) {
        job.await(all);
        SourceRun.until(() -> feed(place).endedAt() != null, () -> "no end: " + feed(place));
        assertThat(feed(place).backfill().unit()).isEqualTo(FeedState.Backfill.Unit.BYTES);
        assertThat(feed(place).backfill().total()).isEqualTo(5L * payload("f0").length);
        assertThat(feed(place).backfill().isDone()).isTrue();
        assertThat(feed(place).counts()).containsEntry("objects_waiting", 0L);
        int calls = stub.calls().size();
        job.awaitCheckpoints(2);
        assertThat(stub.calls()).as("nothing is looked for any more").hasSize(calls);
      }
      stub.put("finite/logs/5", payload("f5"));
      all.add("f5");
      try (SourceRun job = SourceRun.resume("finite", source, checkpoints)) {
        job.await(all);
        SourceRun.until(() -> feed(place).endedAt() != null, () -> "no end: " + feed(place));
      }
    }
    assertThat(SourceRun.ids("finite")).doesNotHaveDuplicates();
  }

  @Test
  void eachObjectIsReadOnceOverRestartsAndLateOnesAreFound() throws Exception {
    try (S3Stub stub = new S3Stub()) {
      long now = System.currentTimeMillis();
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        stub.put("once/k%02d".formatted(i), payload("o" + i), now - 100_000 + i);
        all.add("o" + i);
      }
      S3Source source = source("once", stub, "s3://once");
      try (SourceRun job = SourceRun.start("once", source, checkpoints)) {
        job.await(all);
        job.awaitCheckpoints(2);
      }
      // An upload that began an hour ago and is whole only now, with a key before all others.
      stub.put("once/a-late", payload("late"), now - 3_600_000);
      stub.put("once/k03", payload("o3", "more"), now);
      all.addAll(List.of("late", "more"));
      try (SourceRun job = SourceRun.resume("once", source, checkpoints)) {
        job.await(all);
        job.awaitCheckpoints(2);
      }
      stub.put("once/z", payload("z"), now);
      all.add("z");
      try (SourceRun job = SourceRun.start("once", source, checkpoints)) {
        job.await(all);
      }
      List<String> got = new ArrayList<>(SourceRun.ids("once"));
      assertThat(got).containsOnlyOnceElementsOf(List.of("o0", "o1", "o9", "late", "more", "z"));
      assertThat(new TreeSet<>(got)).isEqualTo(new TreeSet<>(all));
    }
  }
}
