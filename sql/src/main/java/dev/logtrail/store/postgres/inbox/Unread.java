package dev.logtrail.store.postgres.inbox;

import dev.logtrail.limit.ByteShare;
import dev.logtrail.store.inbox.InboxItem;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one writer has committed and its reader in this process has not read, as far as there is
 * memory for it. Not thread-safe.
 */
final class Unread {
  /** Of the memory for bodies, all of them take so small a part. */
  private static final int LARGEST_PART = 4;

  /** Of that, a writer fills so small a part before its reader should read. */
  private static final int FAR_AHEAD_PART = 2;

  private static final long NOWHERE = -1;

  private final ByteShare share;

  /** In commit order, without those that found no memory. */
  private final Deque<InboxItem> items = new ArrayDeque<>();

  private long bytes;
  private long position;

  /** The last number that found no memory. */
  private long missed;

  /** Where its reader stood still. */
  private long stoodAt = NOWHERE;

  /**
   * Nothing yet.
   *
   * @param share what all writers hold of the memory for bodies
   */
  Unread(ByteShare share) {
    this.share = share;
  }

  /** The last number that its reader has read. */
  long position() {
    return position;
  }

  /** Its reader has read up to a number. */
  Unread at(long read) {
    position = read;
    return this;
  }

  /** Keeps what was committed, if there is memory. */
  void add(InboxItem item) {
    boolean fits = share.bytes() + item.bytes() <= most();
    if (fits && share.tryGrow(item.bytes())) {
      items.add(item);
      bytes += item.bytes();
    } else {
      missed = item.seq();
    }
  }

  /** The one that follows without a gap; null if there is none. */
  InboxItem peek() {
    while (!items.isEmpty() && items.peek().seq() <= position) {
      drop();
    }
    InboxItem next = items.peek();
    return next != null && next.seq() == position + 1 ? next : null;
  }

  /** Its reader has read what {@link #peek} told. */
  void take() {
    drop();
    position++;
  }

  private void drop() {
    long own = items.remove().bytes();
    bytes -= own;
    share.shrink(own);
  }

  /** Gives the memory back. */
  void release() {
    while (!items.isEmpty()) {
      drop();
    }
  }

  /** Whether its reader, which does not stand still, should read before more is committed. */
  boolean isFarAhead() {
    return position != stoodAt && (bytes > most() / FAR_AHEAD_PART || missed > position);
  }

  /** Its writer has waited in vain since its reader was at a position. */
  void noteWait(long before) {
    stoodAt = position == before ? before : NOWHERE;
  }

  private long most() {
    return share.limitBytes() / LARGEST_PART;
  }
}
