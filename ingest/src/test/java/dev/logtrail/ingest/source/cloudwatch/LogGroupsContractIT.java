package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsAccounts;
import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.RemoteSourceContract;
import dev.logtrail.trail.Delivery;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The kit, run on log groups of the stub. */
class LogGroupsContractIT extends RemoteSourceContract {
  private static final String PATTERN = "/contract/*";

  private LogsStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = new LogsStub();
    stub.group("/contract/a");
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
    return PATTERN;
  }

  @Override
  protected Source<Delivery, ?, ?> source(String positions, URI endpoint) {
    AwsAccess access = new AwsAccess("eu-west-1", endpoint, null, null);
    return new LogGroupsSource(
        new LogGroupSettings(
            List.of(PATTERN),
            Duration.ofHours(1),
            AwsAccounts.of(access),
            false,
            Duration.ofMillis(200)),
        MemoryPositions.opener(positions),
        Clock.systemUTC());
  }

  @Override
  protected String put(String text) {
    long now = System.currentTimeMillis();
    return stub.put("/contract/a", "s", now, now, text);
  }

  @Override
  protected String operation() {
    return "FilterLogEvents";
  }

  @Override
  protected List<String> ownFaults() {
    return List.of("InvalidParameterException");
  }
}
