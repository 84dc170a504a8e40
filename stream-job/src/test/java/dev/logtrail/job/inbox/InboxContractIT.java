package dev.logtrail.job.inbox;

import dev.logtrail.ingest.source.kit.SourceContract;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit, run on the inbox in PostgreSQL: what is read and covered by a checkpoint is deleted. */
class InboxContractIT extends SourceContract {
  @RegisterExtension private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "s");
  private static final long NOW = 1_795_168_800_000L;

  private Inbox inbox;

  @BeforeEach
  void open() {
    DATABASE.clear();
    inbox = DATABASE.database().openInbox();
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  /** Its positions are the rows that are left. */
  @Override
  protected Source<Delivery, ?, ?> source(String positions) {
    return new InboxSource(DatabaseAccess.of(DATABASE.settings()).inboxes());
  }

  @Override
  protected String put(String text) {
    inbox.put(
        new Delivery(
            dev.logtrail.trail.Source.SUBSCRIPTION,
            STREAM.account(),
            STREAM.region(),
            PayloadJson.of(STREAM, List.of(new LogEvent(text, NOW, text)))));
    return text;
  }
}
