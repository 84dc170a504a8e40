package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tenant that a request ran for, as its start record tells. */
class TenantTest {
  private static final TrailKey KEY =
      TrailKey.request(
          new LogStream("123456789012", "eu-west-1", "/aws/lambda/shop", "stream"), "r-1", 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "\"version\":\"$LATEST\",\"tenantId\":\"blue\" | blue",
        "\"tenantId\":\"  \" | -",
        "\"tenantId\":7 | -",
        "\"version\":\"$LATEST\" | -"
      })
  void is_that_of_the_start_record(String fields, String tenant) {
    String start =
        "{\"time\":\"2026-11-20T10:00:00.123Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"r-1\","
            + fields.strip()
            + "}}";
    LogEvent event = new LogEvent("e-1", 1_795_255_200_123L, start, 1);
    List<TrailEvent> events =
        List.of(new TrailEvent(event, Basis.REQUEST_ID, false, Source.SUBSCRIPTION));
    assertThat(TrailReading.read(KEY, events, null).header().tenantId()).isEqualTo(tenant);
  }
}
