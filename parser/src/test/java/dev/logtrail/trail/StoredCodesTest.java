package dev.logtrail.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Codes that are in databases: a change here makes stored trails unreadable. */
class StoredCodesTest {
  @Test
  void outcomesAreStoredUnderTheseCodes() {
    assertThat(codes(Outcome.values(), Outcome::word, Outcome::code))
        .hasToString(
            "{timeout=0, out_of_memory=1, crash=2, init_error=3, error=4, success=5, running=6,"
                + " unknown=7}");
    for (Outcome outcome : Outcome.values()) {
      assertThat(Outcome.ofCode(outcome.code())).isSameAs(outcome);
    }
  }

  @Test
  void closeReasonsAreStoredUnderTheseCodes() {
    assertThat(codes(CloseReason.values(), CloseReason::word, CloseReason::code))
        .hasToString("{report=0, next_start=1, idle=2, limit=3, log_result_only=4}");
    for (CloseReason reason : CloseReason.values()) {
      assertThat(CloseReason.ofCode(reason.code())).isSameAs(reason);
    }
  }

  @Test
  void basesAreStoredUnderTheseCodes() {
    assertThat(codes(Basis.values(), Basis::word, Basis::code))
        .hasToString(
            "{request_id=0, markers=1, init=2, after_end=3, inferred=4, log_result=5,"
                + " environment=6, disputed=7}");
    for (Basis basis : Basis.values()) {
      assertThat(Basis.ofCode(basis.code())).isSameAs(basis);
    }
  }

  @Test
  void sourcesAreStoredUnderTheseCodesAndBits() {
    assertThat(codes(Source.values(), Source::word, Source::code))
        .hasToString(
            "{subscription=0, firehose=1, kinesis=2, api=3, file=4, log_result=5,"
                + " eventbridge=6, pubsub=7}");
    for (Source source : Source.values()) {
      assertThat(Source.ofCode(source.code())).isSameAs(source);
      assertThat(source.bit()).isEqualTo(1 << source.code());
    }
  }

  @Test
  void aCodeOfALaterVersionIsNamed() {
    assertThatThrownBy(() -> Outcome.ofCode(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("outcome 99 is not known; a newer Logtrail wrote it");
    assertThatThrownBy(() -> Source.ofCode(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMoreSevereOfTwoOutcomesCounts() {
    assertThat(Outcome.worse(Outcome.CRASH, Outcome.TIMEOUT)).isEqualTo(Outcome.TIMEOUT);
    assertThat(Outcome.worse(Outcome.SUCCESS, Outcome.RUNNING)).isEqualTo(Outcome.SUCCESS);
    assertThat(Outcome.worse(null, Outcome.UNKNOWN)).isEqualTo(Outcome.UNKNOWN);
    assertThat(Outcome.worse(null, null)).isNull();
    assertThat(Arrays.stream(Outcome.values()).filter(Outcome::isFailure))
        .containsExactly(
            Outcome.TIMEOUT,
            Outcome.OUT_OF_MEMORY,
            Outcome.CRASH,
            Outcome.INIT_ERROR,
            Outcome.ERROR);
  }

  private static <E> Map<String, Integer> codes(
      E[] constants, Function<E, String> word, ToIntFunction<E> code) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    for (E constant : constants) {
      codes.put(word.apply(constant), code.applyAsInt(constant));
    }
    return codes;
  }
}
