package dev.logtrail.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.source.kinesis.KinesisLocal;
import dev.logtrail.ingest.source.kinesis.TestStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The measurement of Kinesis runs, floor and job: each must store every line, or it fails. */
@Timeout(240)
class KinesisBenchIT {
  @Test
  void aRowHasTheJobBesideItsFloor() throws Exception {
    StringWriter out = new StringWriter();
    try (KinesisLocal kinesis = KinesisLocal.startOrSkip()) {
      new Bench(new PrintWriter(out), true, new int[] {50})
          .kinesis(TestStream.access(kinesis.endpoint()), 1_000, 1, 1);
    }
    assertThat(out.toString())
        .contains("\"source\":\"kinesis\"", "\"floor lines/CPU s\":", "\"ratio\":");
  }
}
