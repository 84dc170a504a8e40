package dev.logtrail.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.bench.measure.Figures;
import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.source.kinesis.KinesisLocal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tiny {@code bench ingest --source kinesis}: it runs, and counts every line on both ways. */
@Timeout(240)
class KinesisBenchIT {
  private static final int EVENTS_A_RECORD = 20;
  private static final int LINES = 400;

  @Test
  void everyLineIsCountedByTheJobAndByItsFloor() throws Exception {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    StringWriter out = new StringWriter();
    try (KinesisLocal kinesis = KinesisLocal.startOrSkip()) {
      AwsAccess access = new AwsAccess("eu-west-1", kinesis.endpoint(), null, null);
      // A line too few in the store is a fault of the floor; the job is waited for until it has
      // all.
      Figures figures = new KinesisBench(access, 0).measure(EVENTS_A_RECORD, LINES, 1, 7);
      figures.print(new PrintWriter(out), true, true);
    }
    assertThat(out.toString())
        .contains("\"source\":\"kinesis\"")
        .contains("\"lines\":" + LINES)
        .containsPattern("\"floorLinesPerCpuS\":[1-9]")
        .containsPattern("\"linesPerCpuS\":[1-9]")
        .containsPattern("\"ratio\":[0-9]+\\.[0-9]{3}");
  }
}
