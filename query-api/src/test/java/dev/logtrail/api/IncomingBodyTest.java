package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
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

  private static CompletableFuture<byte[]> read(ByteBudget budget, long announced, int sent)
      throws IOException {
    ByteShare share = budget.share();
    Sent in = new Sent(sent, announced < 0 || sent == announced);
    IncomingBody body = new IncomingBody(in, announced, share, () -> 0);
    CompletableFuture<byte[]> whole = body.read();
    body.onDataAvailable();
    if (in.isFinished() && !whole.isDone()) {
      body.onAllDataRead();
    }
    return whole;
  }

  /** So many bytes, which come 1,000 at a time; then the end, or nothing more for now. */
  private static final class Sent extends ServletInputStream {
    private final boolean ends;
    private int left;
    private boolean finished;

    Sent(int bytes, boolean ends) {
      this.left = bytes;
      this.ends = ends;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return left > 0 || ends;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      // The test calls it.
    }

    @Override
    public int read() {
      finished = left == 0;
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (left == 0) {
        finished = true;
        return -1;
      }
      int n = Math.min(Math.min(length, 1_000), left);
      left -= n;
      return n;
    }
  }
}
