package dev.logtrail.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.Blackhole;

/** The benchmarks do what they claim to measure. */
class BenchmarksTest {
  private final Blackhole sink =
      new Blackhole(
          "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void theyRun(String format) {
    ParserBenchmark benchmark = new ParserBenchmark();
    benchmark.format = format;
    benchmark.prepare();
    benchmark.scan(sink);
    benchmark.attribute(sink);
    benchmark.read(sink);
  }

  @Test
  void theLinesAreEverydayRequests() {
    assertThat(SampleLines.text()).hasSize(SampleLines.REQUESTS * 15);
    assertThat(SampleLines.json()).hasSize(SampleLines.REQUESTS * 14);
  }
}
