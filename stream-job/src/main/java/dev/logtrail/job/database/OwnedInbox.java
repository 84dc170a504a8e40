package dev.logtrail.job.database;

import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.trail.Delivery;
import java.util.List;
import java.util.Map;

/** An inbox that closes its task's connections when it is closed. */
record OwnedInbox(Inbox inbox, Database database) implements Inbox {
  @Override
  public void put(Delivery delivery) {
    inbox.put(delivery);
  }

  @Override
  public List<InboxItem> read(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    return inbox.read(positions, maxRecords, maxBytes);
  }

  @Override
  public void delete(Map<Integer, Long> positions) {
    inbox.delete(positions);
  }

  @Override
  public long waitingBytes() {
    return inbox.waitingBytes();
  }

  @Override
  public AutoCloseable listen(Runnable listener) {
    return inbox.listen(listener);
  }

  @Override
  public void close() {
    try (database) {
      inbox.close();
    }
  }
}
