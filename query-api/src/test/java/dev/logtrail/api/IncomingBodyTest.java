package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ByteBudget;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.Test;

/** How much memory a body takes while it comes in. */
class IncomingBodyTest {
  private static final int BODY = 4 << 20;

  @Test
  void aBodyOfAnnouncedLengthTakesLittleMoreThanThat() throws Exception {
    ByteBudget budget = new ByteBudget("requests", BODY + BODY / 4);

    assertThat(read(budget, BODY, BODY).get()).hasSize(BODY);
    assertThat(budget.peakBytes()).isLessThanOrEqualTo(BODY + BODY / 4);
    assertThat(budget.refusals()).isZero();
  }

  @Test
  void anAnnouncedLengthAloneTakesNothing() throws Exception {
    ByteBudget budget = new ByteBudget("requests", 1 << 20);

    assertThat(read(budget, BODY, 4_000)).isNotDone();
    assertThat(budget.peakBytes()).isLessThan(20_000);
  }

  @Test
  void aBodyThatCanNeverFitIsNotToldToTryAgain() throws Exception {
    ByteBudget budget = new ByteBudget("requests", 100_000);

    assertThatThrownBy(() -> read(budget, -1, BODY).get())
        .hasCauseInstanceOf(ProblemException.class)
        .hasMessageContaining("all bodies together may take 100000 bytes of memory here")
        .hasMessageContaining("send it in smaller requests");
  }

  @Test
  void aSmallBodyTakesItsLengthAlone() throws Exception {
    ByteBudget budget = new ByteBudget("requests", 1 << 20);

    assertThat(read(budget, 700, 700).get()).hasSize(700);
    assertThat(budget.peakBytes()).isEqualTo(700);
    assertThat(read(budget, 0, 0).get()).isEmpty();
    assertThat(read(budget, -1, 0).get()).isEmpty();
  }

  @Test
  void aBodyThatBreaksOffIsSoTold() {
    ByteBudget budget = new ByteBudget("requests", 1 << 20);
    Sent in = new Sent(2_000, false);
    IncomingBody body = new IncomingBody(in, 5_000, budget.share(), () -> 0);
    CompletableFuture<byte[]> whole = body.read();

    in.fail(new EOFException("reset"));

    assertThatThrownBy(whole::get)
        .hasCauseInstanceOf(ProblemException.class)
        .hasMessageContaining("the body could not be read to its end: reset; send it all");
  }

  @Test
  void isReadOnWhenMoreComes() throws Exception {
    ByteBudget budget = new ByteBudget("requests", 1 << 20);
    Sent in = new Sent(2_000, false);
    CompletableFuture<byte[]> whole = new IncomingBody(in, -1, budget.share(), () -> 0).read();
    assertThat(whole).isNotDone();

    in.more(3_000);

    assertThat(whole.get()).hasSize(5_000);
  }

  private static CompletableFuture<byte[]> read(ByteBudget budget, long announced, int sent) {
    Sent in = new Sent(sent, announced < 0 || sent == announced);
    return new IncomingBody(in, announced, budget.share(), () -> 0).read();
  }

  /** So many bytes, which come 1,000 at a time; then the end, or nothing more for now. */
  private static final class Sent implements Content.Source {
    private boolean ends;
    private int left;
    private Throwable failure;
    private Runnable demand;

    Sent(int bytes, boolean ends) {
      this.left = bytes;
      this.ends = ends;
    }

    /** More bytes, and the end. */
    void more(int bytes) {
      left = bytes;
      ends = true;
      demand.run();
    }

    @Override
    public Content.Chunk read() {
      if (failure != null) {
        return Content.Chunk.from(failure, true);
      }
      if (left == 0) {
        return ends ? Content.Chunk.EOF : null;
      }
      int n = Math.min(1_000, left);
      left -= n;
      return Content.Chunk.from(ByteBuffer.allocate(n), ends && left == 0);
    }

    @Override
    public void demand(Runnable more) {
      demand = more;
    }

    @Override
    public void fail(Throwable cause) {
      failure = cause;
      demand.run();
    }
  }
}
