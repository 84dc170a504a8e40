package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.RemoteSourceContract;
import dev.logtrail.trail.Delivery;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The kit, run on a stream of the emulator. */
class KinesisContractIT extends RemoteSourceContract {
  private KinesisLocal kinesis;
  private TestStream stream;

  @BeforeEach
  void start() throws Exception {
    kinesis = KinesisLocal.startOrSkip();
    stream = new TestStream(kinesis.endpoint(), "contract", 2);
  }

  @AfterEach
  void stop() {
    if (stream != null) {
      stream.close();
      kinesis.close();
    }
  }

  @Override
  protected URI endpoint() {
    return kinesis.endpoint();
  }

  @Override
  protected String feed() {
    return "contract";
  }

  @Override
  protected Source<Delivery, ?, ?> source(String positions, URI endpoint) {
    return new KinesisSource(
        new KinesisSettings(
            List.of("contract"), StartFrom.TRIM_HORIZON, TestStream.access(endpoint)),
        MemoryPositions.opener(positions),
        Clock.systemUTC());
  }

  @Override
  protected String put(String text) {
    stream.put(text);
    return text;
  }

  @Override
  protected String operation() {
    return "GetRecords";
  }

  @Override
  protected List<String> ownFaults() {
    return List.of(
        "ExpiredIteratorException",
        "ProvisionedThroughputExceededException",
        "ExpiredIteratorException");
  }
}
