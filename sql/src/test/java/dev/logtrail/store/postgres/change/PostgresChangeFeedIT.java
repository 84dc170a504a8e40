package dev.logtrail.store.postgres.change;

import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangeFeedContract;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.PostgresTrailStoreIT;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit, run on PostgreSQL; and lost connections, and order under concurrency. */
final class PostgresChangeFeedIT extends ChangeFeedContract {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Override
  protected TrailWriter openWriter() {
    return DB.database().openWriter(PostgresTrailStoreIT.CLOCK);
  }

  @Override
  protected ChangeFeed openFeed() {
    return DB.database().openChangeFeed();
  }

  @Test
  void after_a_lost_connection_listeners_hear_where_things_are() throws Exception {
    BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    feed.listen(heard::add);
    long flushNo = writer.flush(flush(trail(writer, "r1").write()));
    awaitNumber(heard, flushNo);
    heard.clear();

    DB.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'logtrail-listener'
        """);

    // Told anew, since a notification may have been missed meanwhile.
    awaitNumber(heard, flushNo);
    awaitNumber(heard, writer.flush(flush(trail(writer, "r2").write())));
  }

  @Test
  void numbers_rise_in_commit_order_whoever_writes() throws Exception {
    List<Long> seen = new CopyOnWriteArrayList<>();
    Thread[] writers = new Thread[4];
    for (int w = 0; w < writers.length; w++) {
      writers[w] = new Thread(() -> flushOften(50));
      writers[w].start();
    }
    long last = 0;
    while (seen.size() < 200) {
      for (Change change : feed.after(last, 1_000)) {
        // A number below one already seen would have been skipped by a reader.
        last = change.flushNo();
        seen.add(last);
      }
    }
    for (Thread thread : writers) {
      thread.join();
    }
    assertThat(feed.after(0, 1_000)).extracting(Change::flushNo).isEqualTo(seen);
  }

  private void flushOften(int times) {
    try (TrailWriter mine = openWriter()) {
      for (int i = 0; i < times; i++) {
        mine.flush(flush(trail(mine, mine.epoch() + "-" + i).write()));
      }
    }
  }
}
