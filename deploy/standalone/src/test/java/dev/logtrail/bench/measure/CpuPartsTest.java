package dev.logtrail.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sharing CPU out among the parts of the program. */
class CpuPartsTest {
  @Test
  void countsEachNanosecondOnceAndTheSamePartsAlways() throws InterruptedException {
    long far = 1_000_000_000_000L;
    try (CpuParts parts = new CpuParts()) {
      Map<String, Long> nanos = parts.nanos(far);

      assertThat(nanos.values().stream().mapToLong(n -> n).sum()).isEqualTo(far);
      assertThat(nanos).containsKeys("door", "decode", "attribution", "codec", "JIT", "rest");
      assertThat(nanos.values()).allMatch(n -> n >= 0);
    }
  }

  @Test
  void dividesTheJobsThreadsAlone() {
    assertThat(CpuParts.isDivided("assemble (1/2)#0")).isTrue();
    assertThat(CpuParts.isDivided("Source: inbox -> decode (1/1)#0")).isTrue();
    assertThat(CpuParts.isDivided("qtp123-28")).isFalse();
  }
}
