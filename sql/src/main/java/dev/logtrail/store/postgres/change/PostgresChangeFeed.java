package dev.logtrail.store.postgres.change;

import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.postgres.jdbc.Listener;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/** Follows table {@code change}; listens on a connection of its own once somebody asks. */
public final class PostgresChangeFeed implements ChangeFeed {
  private final DataSource dataSource;
  private final Sql.Connector connector;
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private Listener listener;
  private boolean closed;

  public PostgresChangeFeed(DataSource dataSource, Sql.Connector connector) {
    this.dataSource = dataSource;
    this.connector = connector;
  }

  @Override
  public long latest() {
    return Sql.run(dataSource, "read the newest change", ChangeTable::maxFlushNo);
  }

  @Override
  public long oldest() {
    return Sql.run(dataSource, "read the oldest change", ChangeTable::minFlushNo);
  }

  @Override
  public List<Change> after(long flushNo, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + "; it must be 1 or more");
    }
    return Sql.run(dataSource, "read changes", c -> ChangeTable.after(c, flushNo, limit));
  }

  @Override
  public synchronized AutoCloseable listen(LongConsumer consumer) {
    if (closed) {
      throw new IllegalStateException("the change feed is closed");
    }
    listeners.add(consumer);
    if (listener == null) {
      listener = new Listener(connector, ChangeTable.CHANNEL, new Waker());
      listener.start();
    }
    return () -> listeners.remove(consumer);
  }

  @Override
  public void close() {
    Listener open;
    synchronized (this) {
      closed = true;
      open = listener;
      listener = null;
    }
    if (open != null) {
      open.close();
    }
  }

  private final class Waker implements Listener.Events {
    @Override
    public void listening() {
      tell(latest());
    }

    @Override
    public void notified(String lastPayload) {
      tell(Long.parseLong(lastPayload));
    }

    private void tell(long flushNo) {
      listeners.forEach(listener -> listener.accept(flushNo));
    }
  }
}
