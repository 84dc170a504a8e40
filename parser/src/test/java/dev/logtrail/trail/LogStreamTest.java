package dev.logtrail.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.carrier.prefix.StreamNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a log stream is, by the names of group and stream. */
class LogStreamTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/aws/lambda/orders, 2026/11/20/[$LATEST]ab12, orders, $LATEST",
        "/aws/lambda/us-east-1.edge, 2026/11/20/[7]ab12, edge, 7",
        "shared, 2026/11/20/orders[7]ab12, orders, 7",
        "shared, 2026/11/20/[7]ab12, shared, 7",
        "/aws/lambda/capacity-provider/blue, blue/managed-instances, capacity-provider/blue, -",
      })
  void isNamedByGroupAndStream(String group, String name, String function, String version) {
    LogStream stream = new LogStream("1", "eu-west-1", group, name);
    assertThat(stream.functionName()).isEqualTo(function);
    assertThat(stream.functionVersion()).isEqualTo(version);
    assertThat(StreamNames.isStream(name, 0, name.length())).isTrue();
  }
}
