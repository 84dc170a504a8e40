package dev.logtrail.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {

  @Test
  void oneIsOneAndAllOthersAreSeveral() {
    assertThat(Counted.of(0, "line")).isEqualTo("0 lines");
    assertThat(Counted.of(1, "line")).isEqualTo("1 line");
    assertThat(Counted.of(12_345, "line")).isEqualTo("12,345 lines");
  }
}
