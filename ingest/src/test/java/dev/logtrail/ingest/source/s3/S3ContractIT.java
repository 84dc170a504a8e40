package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.RemoteSourceContract;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The kit, run on objects of the stub. */
class S3ContractIT extends RemoteSourceContract {
  private static final String PLACE = "s3://contract/logs";
  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "s");

  private final AtomicInteger keys = new AtomicInteger();
  private S3Stub stub;

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @BeforeEach
  void start() throws IOException {
    stub = new S3Stub();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Override
  protected URI endpoint() {
    return stub.endpoint();
  }

  @Override
  protected String feed() {
    return PLACE;
  }

  @Override
  protected Source<Delivery, ?, ?> source(String positions, URI endpoint) {
    AwsAccess access = new AwsAccess("eu-west-1", endpoint, null, null);
    return new S3Source(
        new S3Settings(List.of(PLACE), null, access, "123456789012", "eu-west-1", false),
        MemoryPositions.opener(positions),
        Clock.systemUTC());
  }

  @Override
  protected String put(String text) {
    long now = System.currentTimeMillis();
    String id = "id-%s-%d".formatted(text, now);
    String key = "contract/logs/%06d".formatted(keys.incrementAndGet());
    stub.put(key, PayloadJson.of(STREAM, List.of(new LogEvent(id, now, text))));
    return id;
  }

  @Override
  protected String operation() {
    return "GetObject";
  }

  @Override
  protected List<String> ownFaults() {
    return List.of("SlowDown", "PreconditionFailed", "SlowDown");
  }
}
