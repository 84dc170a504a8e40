package dev.logtrail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One line when a fault begins and one when it is over, however often it happened. */
class FaultLogTest {
  private final Lines lines = new Lines();

  @Test
  void tellsBeginAndEndWithHowOftenAndHowLong() {
    FaultLog faults = new FaultLog(lines, "The task");
    faults.worked();
    for (int i = 0; i < 1_000; i++) {
      faults.failed(new StoreException("connection refused"));
    }
    assertThat(faults.isFaulty()).isTrue();
    faults.worked();
    faults.worked();

    assertThat(faults.isFaulty()).isFalse();
    assertThat(lines.told).hasSize(2);
    assertThat(lines.told.get(0))
        .isEqualTo("WARN The task does not work; it is tried until it does: connection refused");
    assertThat(lines.told.get(1))
        .matches("WARN The task works again after \\d+\\.\\d s and 1000 failures");
    assertThat(lines.stackTraces).isZero();
  }

  @Test
  void aFaultThatComesAndGoesIsNotToldEachTime() {
    FaultLog faults = new FaultLog(lines, "The task");
    for (int i = 0; i < 1_000; i++) {
      faults.failed("no answer");
      faults.worked();
    }
    assertThat(lines.told).hasSizeLessThan(20);
  }

  @Test
  void anUnexpectedOneHasItsStackTraceOnce() {
    FaultLog faults = new FaultLog(lines, "The task");
    faults.failed(new IllegalStateException("no state"));
    faults.failed(new IllegalStateException("no state"));
    assertThat(lines.told)
        .containsExactly(
            "ERROR The task does not work; it is tried until it does: java.lang.IllegalStateException: no state");
    assertThat(lines.stackTraces).isEqualTo(1);
  }

  /** Keeps what is logged at INFO and above. */
  private static final class Lines extends AbstractLogger {
    private static final long serialVersionUID = 1L;
    private final transient List<String> told = new ArrayList<>();
    private int stackTraces;

    @Override
    protected String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable fault) {
      told.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
      stackTraces += fault == null ? 0 : 1;
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
      return true;
    }
  }
}
