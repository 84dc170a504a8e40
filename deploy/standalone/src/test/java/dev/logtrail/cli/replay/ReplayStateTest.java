package dev.logtrail.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStateTest {
  @TempDir private Path directory;

  @Test
  void remembersWhatWasAnsweredWithoutAGap() {
    Path file = directory.resolve("state");
    ReplayState state = new ReplayState(file);
    state.answered("a", 1);
    state.answered("a", 3);
    assertThat(state.answered("a")).as("the first one is missing").isZero();
    state.answered("a", 0);
    assertThat(state.answered("a")).isEqualTo(2);
    state.save();
    ReplayState again = new ReplayState(file);
    assertThat(again.answered("a")).isEqualTo(2);
    assertThat(again.answered("b")).isZero();
    again.answered("a", 2);
    assertThat(again.answered("a")).isEqualTo(3);
  }

  @Test
  void anInputThatHasChangedBeginsAnew() throws Exception {
    Path input = Files.writeString(directory.resolve("input"), "one\n");
    String before = ReplayState.key(input.toString(), "");
    assertThat(ReplayState.key(input.toString(), "")).isEqualTo(before);
    assertThat(ReplayState.key(input.toString(), "other names")).isNotEqualTo(before);
    Files.writeString(input, "one\ntwo\n");
    assertThat(ReplayState.key(input.toString(), "")).isNotEqualTo(before);
  }

  @Test
  void aFileThatIsNoStateIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("state"), "a log line\n");
    assertThatThrownBy(() -> new ReplayState(file)).hasMessageContaining("no state of a replay");
  }

  @Test
  void tellsBarRateAndTimeLeft() throws Exception {
    AtomicLong now = new AtomicLong();
    ReplayProgress progress = new ReplayProgress(100, now::get);
    progress.count(new ByteArrayInputStream(new byte[25])).readAllBytes();
    now.set(2_000_000_000L);
    assertThat(progress.line("1 request: 50 events accepted", 50))
        .isEqualTo(
            "[#####---------------] 25 %, 1 request: 50 events accepted, 25 events/s, 6 s left");
    assertThat(new ReplayProgress(0, now::get).line("x", 0)).isEqualTo("x, 0 events/s");
  }
}
