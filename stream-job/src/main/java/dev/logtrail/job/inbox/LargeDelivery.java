package dev.logtrail.job.inbox;

import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.DecodingBusyException;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.DecodedCollector;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A large delivery that is decoded on a thread of its own, one piece ahead of what is asked for, so
 * that others' deliveries and checkpoints come between its pieces.
 */
final class LargeDelivery implements AutoCloseable {
  /** What a piece takes in memory before the next one begins. */
  private static final long PIECE_BYTES = 1L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final InboxItem whole;
  private final BlockingQueue<InboxItem> pieces = new ArrayBlockingQueue<>(1);
  private final Thread thread;

  private LargeDelivery(InboxItem whole) {
    this.whole = whole;
    this.thread = new Thread(this::run, "logtrail-decode-large");
    thread.setDaemon(true);
  }

  /** Begins to decode. */
  static LargeDelivery start(InboxItem whole) {
    LargeDelivery delivery = new LargeDelivery(whole);
    delivery.thread.start();
    return delivery;
  }

  int writer() {
    return whole.writer();
  }

  /**
   * The next piece: the delivery with a part of what it holds. Its number is that of the delivery
   * before, for no more than that has been read whole; the last one has the delivery's own. A
   * delivery that cannot be read to its end comes again, whole and without what is decoded of it:
   * whoever decodes it then meets the fault.
   *
   * @return null if there is none in time
   */
  InboxItem next(long waitMs) throws InterruptedException {
    return pieces.poll(waitMs, TimeUnit.MILLISECONDS);
  }

  /** Whether nothing comes behind this piece. */
  boolean endsWith(InboxItem piece) {
    return piece.seq() == whole.seq();
  }

  private void run() {
    DecodingRoom room = new DecodingRoom(MemoryBudgets.ofThisProcess().decoding(), PATIENCE);
    try (PayloadDecoder decoder = new PayloadDecoder(PayloadLimits.DEFAULT, room)) {
      while (!decode(decoder)) {
        Thread.onSpinWait(); // It has waited for memory; what was handed on comes again, harmless.
      }
    } catch (UnreadableException | RuntimeException | StackOverflowError e) {
      put(piece(whole.seq(), null));
    }
  }

  private boolean decode(PayloadDecoder decoder) throws UnreadableException {
    Pieces sink = new Pieces();
    try {
      decoder.decode(whole.delivery(), sink);
    } catch (DecodingBusyException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return false;
    }
    handOn(piece(whole.seq(), sink.taken()));
    return true;
  }

  private InboxItem piece(long seq, Decoded decoded) {
    return new InboxItem(whole.writer(), seq, whole.delivery(), decoded, true);
  }

  /** False if nobody asks for pieces any more. */
  private boolean put(InboxItem piece) {
    try {
      pieces.put(piece);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void handOn(InboxItem piece) {
    if (!put(piece)) {
      throw new DecodingBusyException("nobody asks for pieces any more");
    }
  }

  /** Stops decoding, and waits until it has. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gathers what is decoded until it makes a piece. */
  private final class Pieces implements DecodedSink {
    private DecodedCollector piece = new DecodedCollector();
    private long bytes;

    private void grow(long more) {
      bytes += more;
      if (bytes > PIECE_BYTES) {
        handOn(piece(whole.seq() - 1, taken()));
      }
    }

    private Decoded taken() {
      Decoded taken = piece.decoded();
      piece = new DecodedCollector();
      bytes = 0;
      return taken;
    }

    @Override
    public void batch(LogBatch batch) {
      piece.batch(batch);
      grow(Decoded.memoryOf(batch));
    }

    @Override
    public void invocation(Invocation invocation) {
      piece.invocation(invocation);
      grow(Decoded.memoryOf(invocation));
    }

    @Override
    public void rejected(Rejected rejected) {
      piece.rejected(rejected);
      grow(rejected.length());
    }

    @Override
    public void dropped(String reason, long events) {
      piece.dropped(reason, events);
    }
  }
}
