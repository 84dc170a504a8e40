package dev.logtrail.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import dev.logtrail.store.StoreException;
import java.util.List;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.junit.jupiter.api.Test;

/** What libraries repeat is told once a minute, what the program tells itself not at all. */
class RepeatedFaultFilterTest {
  private static final long NOW = 1_795_046_400_000L;

  private final LoggerContext context = new LoggerContext();
  private final RepeatedFaultFilter filter = new RepeatedFaultFilter();

  @Test
  void aRepeatedFaultIsToldOnceAMinute() {
    Throwable fault = new RuntimeException("task", new IllegalStateException("no state"));
    assertThat(decide("org.apache.flink.Task", fault, NOW)).isEqualTo(FilterReply.NEUTRAL);
    for (int i = 1; i < 60; i++) {
      assertThat(decide("org.apache.flink.Task", fault, NOW + i * 1_000))
          .isEqualTo(FilterReply.DENY);
    }
    assertThat(decide("org.apache.flink.Task", new RuntimeException("other"), NOW + 5))
        .as("another fault")
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide("org.apache.flink.Task", fault, NOW + 60_000)).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void aFaultOfTheStoreIsToldByTheProgramAlone() {
    Throwable fault = new RuntimeException(new StoreException("connection refused"));
    assertThat(decide("org.apache.flink.Task", fault, NOW)).isEqualTo(FilterReply.DENY);
    assertThat(decide("dev.logtrail.service.Job", fault, NOW)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide("dev.logtrail.service.Job", fault, NOW)).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void whatComesWhileATaskEndsIsNoFault() {
    Throwable declined =
        new CheckpointException(CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_CLOSING);
    assertThat(decide("org.apache.flink.CheckpointFailureManager", declined, NOW))
        .isEqualTo(FilterReply.DENY);
    Throwable unknown =
        new CheckpointException(
            "TaskManager received a checkpoint request for unknown task 43a4_0_0.",
            CheckpointFailureReason.TASK_CHECKPOINT_FAILURE);
    assertThat(decide("org.apache.flink.CheckpointFailureManager", unknown, NOW))
        .isEqualTo(FilterReply.DENY);
    Throwable stopped =
        new RuntimeException(new IllegalStateException("File channel manager has shutdown."));
    assertThat(decide("org.apache.flink.Task", stopped, NOW)).isEqualTo(FilterReply.DENY);
    for (CheckpointFailureReason reason :
        List.of(
            CheckpointFailureReason.CHECKPOINT_COORDINATOR_SUSPEND,
            CheckpointFailureReason.CHECKPOINT_COORDINATOR_SHUTDOWN)) {
      Throwable ended = new CheckpointException(reason);
      assertThat(decide("org.apache.flink.CheckpointFailureManager", ended, NOW))
          .as(reason.message())
          .isEqualTo(FilterReply.DENY);
    }
    Throwable expired = new CheckpointException(CheckpointFailureReason.CHECKPOINT_EXPIRED);
    assertThat(decide("org.apache.flink.CheckpointFailureManager", expired, NOW))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  private FilterReply decide(String name, Throwable fault, long at) {
    Logger logger = context.getLogger(name);
    LoggingEvent event =
        new LoggingEvent(name, logger, Level.WARN, "{} failed", fault, new Object[] {at});
    event.setTimeStamp(at);
    return filter.decide(event);
  }
}
