package dev.logtrail.store.change;

import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every change feed tells of what a writer of the same store flushes. */
public abstract class ChangeFeedContract {
  private static final int DEADLINE_S = 20;

  protected TrailWriter writer;
  protected ChangeFeed feed;

  /** A writer of the test's store, which is empty when the test begins. */
  protected abstract TrailWriter openWriter();

  /** The feed of the same store. */
  protected abstract ChangeFeed openFeed();

  @BeforeEach
  final void open() {
    writer = openWriter();
    feed = openFeed();
  }

  @AfterEach
  final void close() {
    feed.close();
    writer.close();
  }

  @Test
  void nothing_yet() {
    assertThat(feed.latest()).isZero();
    assertThat(feed.oldest()).isZero();
    assertThat(feed.after(0, 10)).isEmpty();
  }

  @Test
  void a_flush_tells_what_it_touched() {
    TrailRow gone = trail(writer, "gone").row();
    TrailWrite write = trail(writer, "r1").write();
    TrailWrite environment =
        trail(writer, TrailKey.environmentAt(SampleTrails.STREAM, SampleTrails.T0)).open().write();
    long flushNo =
        writer.flush(
            new Flush(
                List.of(write, environment),
                List.of(gone),
                List.of(SampleTrails.invocation("r2", "log", null, SampleTrails.T0)),
                List.of(),
                Map.of()));

    List<Change> changes = feed.after(flushNo - 1, 10);

    assertThat(changes).extracting(Change::flushNo).containsExactly(flushNo);
    List<ChangedTrail> trails = changes.get(0).trails();
    assertThat(trails.subList(0, 3))
        .containsExactly(
            changed(write.row(), "r1", false),
            changed(environment.row(), null, false),
            changed(gone, "gone", true));
    ChangedTrail alone = trails.get(3);
    assertThat(alone)
        .isEqualTo(
            new ChangedTrail(
                alone.trailId(),
                write.row().day(),
                SampleTrails.STREAM.account(),
                "",
                "orders",
                "r2",
                false));
    assertThat(alone.trailId()).isGreaterThan(environment.row().trailId());
    assertThat(trails).hasSize(4);
  }

  @Test
  void a_trail_takes_the_place_of_its_log_result() {
    writer.flush(flush(SampleTrails.invocation("r1", "log", null, SampleTrails.T0)));
    TrailWrite write = trail(writer, "r1").write();
    long flushNo = writer.flush(flush(write));

    List<ChangedTrail> trails = feed.after(flushNo - 1, 10).get(0).trails();

    assertThat(trails).extracting(ChangedTrail::requestId).containsExactly("r1", "r1");
    assertThat(trails).extracting(ChangedTrail::deleted).containsExactly(true, false);
    assertThat(trails.get(1)).isEqualTo(changed(write.row(), "r1", false));
  }

  private static ChangedTrail changed(TrailRow row, String requestId, boolean deleted) {
    return new ChangedTrail(
        row.trailId(),
        row.day(),
        SampleTrails.STREAM.account(),
        SampleTrails.STREAM.logGroup(),
        "orders",
        requestId,
        deleted);
  }

  @Test
  void pages_follow_on_each_other() {
    long first = writer.flush(flush(trail(writer, "r1").write()));
    long second = writer.flush(flush(trail(writer, "r2").write()));
    long third = writer.flush(flush(trail(writer, "r3").write()));

    assertThat(feed.oldest()).isEqualTo(first);
    assertThat(feed.latest()).isEqualTo(third);
    assertThat(feed.after(0, 2)).extracting(Change::flushNo).containsExactly(first, second);
    assertThat(feed.after(second, 2)).extracting(Change::flushNo).containsExactly(third);
    assertThat(feed.after(third, 2)).isEmpty();
    assertThatThrownBy(() -> feed.after(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listeners_hear_each_flush_soon() throws Exception {
    BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    AutoCloseable listening = feed.listen(heard::add);
    try {
      for (int i = 0; i < 3; i++) {
        long flushNo = writer.flush(flush(trail(writer, "r" + i).write()));
        awaitNumber(heard, flushNo);
      }
    } finally {
      listening.close();
    }
  }

  /** Waits until {@code flushNo} is told; earlier numbers may be told again. */
  protected static void awaitNumber(BlockingQueue<Long> heard, long flushNo)
      throws InterruptedException {
    Long number;
    do {
      number = heard.poll(DEADLINE_S, TimeUnit.SECONDS);
      assertThat(number).as("told within %d s", DEADLINE_S).isNotNull();
    } while (number < flushNo);
    assertThat(number).isEqualTo(flushNo);
  }
}
