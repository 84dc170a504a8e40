package dev.logtrail.store.postgres.deadletter;

import static dev.logtrail.store.SampleTrails.deadLetter;
import static dev.logtrail.store.SampleTrails.deadLetters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.DeadLetterQuery;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.inbox.WaitingItems;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.DatabaseSettings;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A letter stays one however often it is refused, and goes when it is stored. */
class DeadLetterTableIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final DeadLetter LETTER = deadLetter(Source.KINESIS, "not JSON", 1, 2, 3);

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Test
  void the_same_bytes_are_one_letter_whatever_is_wrong_with_them() {
    store(LETTER, deadLetter(Source.KINESIS, "not gzip either", 1, 2, 3));
    store(LETTER);

    assertThat(rows("select attempts || reason from dead_letter"))
        .containsExactly("1not gzip either");
  }

  @Test
  void a_letter_that_is_stored_at_last_goes_with_its_row_of_the_inbox() {
    store(LETTER, deadLetter(Source.KINESIS, "not JSON", 9));
    try (Inbox inbox = DB.database().openInbox()) {
      retry(inbox);
      assertThat(rows("select count(*) from dead_letter where retry_writer is not null"))
          .containsExactly("1");

      inbox.delete(read(inbox));

      assertThat(rows("select encode(body, 'hex') from dead_letter")).containsExactly("09");
    }
  }

  @Test
  void a_letter_that_is_refused_again_stays_one_and_counts_it_once() {
    store(LETTER);
    try (Inbox inbox = DB.database().openInbox()) {
      retry(inbox);
      // The job may die between flush and checkpoint, and then refuses the same row again.
      store(deadLetter(Source.KINESIS, "still not JSON", 1, 2, 3));
      store(deadLetter(Source.KINESIS, "still not JSON", 1, 2, 3));
      inbox.delete(read(inbox));

      assertThat(rows("select attempts || reason from dead_letter"))
          .containsExactly("2still not JSON");
    }
  }

  @Test
  void what_is_beyond_the_limit_pushes_out_the_oldest_of_the_same_sender() throws SQLException {
    DeadLetterRoom room = new DeadLetterRoom(100L * (DeliveryLimits.DEAD_LETTER_ROW_BYTES + 1));
    List<DeadLetter> quiet = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      quiet.add(deadLetter(Source.KINESIS, "quiet", i));
    }
    assertThat(keep(room, quiet)).isZero();
    int gone = 0;
    for (int i = 0; i < 60; i++) {
      gone +=
          keep(
              room,
              List.of(
                  letter("noisy", (byte) i),
                  letter("noisy", (byte) (i + 100)),
                  letter("loud", (byte) i)));
    }

    assertThat(gone).isPositive();
    assertThat(rows("select count(*) from dead_letter where reason = 'quiet'"))
        .containsExactly("5");
    assertThat(rows("select (count(*) between 85 and 100)::text from dead_letter"))
        .containsExactly("true");
    // Of each the newest are left, and of the two that had too many about as many.
    assertThat(
            rows(
                """
                select (max(n) - min(n) < 15 and max(oldest) > 10)::text
                  from (select count(*) as n, min(get_byte(body, 0) % 100) as oldest
                          from dead_letter where reason <> 'quiet' group by account) as s
                """))
        .containsExactly("true");
  }

  private static DeadLetter letter(String account, byte b) {
    return DeadLetter.unreadable(
        new Delivery(Source.FIREHOSE, account, "eu-west-1", new byte[0]), "bad", new byte[] {b});
  }

  private static int keep(DeadLetterRoom room, List<DeadLetter> letters) throws SQLException {
    try (Connection connection = DB.database().dataSource().getConnection()) {
      DeadLetterTable.insert(connection, letters, "1", Clock.systemUTC());
      return room.make(connection, letters);
    }
  }

  @Test
  void a_long_letter_is_cut_and_says_so() {
    byte[] body = new byte[DeliveryLimits.DEAD_LETTER_BYTES + 1];
    Delivery delivery = new Delivery(Source.API, "1", "r", body);
    store(DeadLetter.unreadable(delivery, "x".repeat(9_999), body));

    assertThat(rows("select octet_length(body) || ' of ' || full_bytes from dead_letter"))
        .containsExactly(DeliveryLimits.DEAD_LETTER_BYTES + " of " + body.length);
    assertThat(rows("select length(reason)::text from dead_letter"))
        .containsExactly(Integer.toString(DeliveryLimits.DEAD_LETTER_REASON_CHARS + 1));
  }

  @Test
  void a_scope_holds_letters_of_which_it_is_known_that_they_are_in_it() {
    LogStream orders = new LogStream("1", "r", "/aws/lambda/orders", "s");
    LogStream other = new LogStream("2", "r", "/aws/lambda/orders_", "s");
    for (LogStream stream : List.of(orders, other)) {
      LogBatch batch =
          new LogBatch(stream, Source.API, List.of(new LogEvent("1", 1_000L, "message")));
      store(DeadLetter.of(batch, DeadLetterStage.STORE, "a fault", 1));
    }
    store(letter("1", (byte) 7));
    DeadLetters all = DB.database().deadLetters();

    assertThat(all.list(DeadLetterQuery.ALL, null, 9, 0)).hasSize(3);
    assertThat(within(all, List.of("1"), List.of())).containsExactly("1 " + orders.logGroup());
    DeadLetters one =
        all.within(new Scope(List.of(), List.of(new NamePattern("/aws/lambda/orders"))));
    assertThat(one.list(DeadLetterQuery.ALL, null, 9, 0)).hasSize(1);
    long foreign = all.list(DeadLetterQuery.ALL, null, 9, 0).get(1).id();
    assertThat(one.find(foreign, 0)).isEmpty();
    assertThat(one.delete(foreign)).isFalse();
    assertThat(one.retryable(DeadLetterQuery.ALL, 0, 9)).hasSize(1);
    assertThat(one.counts()).extracting(DeadLetterCount::letters).containsExactly(1L);
    assertThat(one.deleteAll(DeadLetterQuery.ALL)).isEqualTo(1);
    assertThat(all.list(DeadLetterQuery.ALL, null, 9, 0)).hasSize(2);
  }

  private static List<String> within(DeadLetters all, List<String> accounts, List<String> groups) {
    Scope scope =
        new Scope(
            accounts.stream().map(NamePattern::new).toList(),
            groups.stream().map(NamePattern::new).toList());
    return all.within(scope).list(DeadLetterQuery.ALL, null, 9, 0).stream()
        .map(stored -> stored.letter().account() + " " + stored.letter().logGroup())
        .toList();
  }

  @Test
  void letters_and_deliveries_of_an_older_schema_stay() {
    String join = DB.url().contains("?") ? "&" : "?";
    String url = DB.url() + join + "currentSchema=older";
    DB.execute("create schema older");
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration")
        .target("5")
        .load()
        .migrate();
    DB.execute(
        """
        insert into older.dead_letter (digest, received_at, source, reason, body)
        values ('\\x01', now(), 2, 'not JSON', '\\x010203')
        """);
    DB.execute("insert into older.inbox values (1, 1, 2, 'a', 'r', '\\x0102')");

    DatabaseSettings settings = new DatabaseSettings(url, null, null, 2);
    try (Database older = Database.open(settings);
        Inbox inbox = older.openInbox()) {
      assertThat(WaitingItems.of(inbox))
          .extracting(i -> i.delivery().deadLetter())
          .containsOnlyNulls();
    }
    assertThat(rows("select stage || ' ' || attempts || ' ' || letter_id from older.dead_letter"))
        .containsExactly("0 1 1");
  }

  private static void store(DeadLetter... letters) {
    try (TrailWriter writer = DB.database().openWriter(Clock.systemUTC())) {
      writer.flush(deadLetters(letters));
    }
  }

  /** Puts the oldest letter back into the inbox. */
  private static void retry(Inbox inbox) {
    long id = Long.parseLong(rows("select min(letter_id)::text from dead_letter").get(0));
    inbox.put(new Delivery(LETTER.source(), LETTER.account(), "eu-west-1", LETTER.body(), id));
  }

  /** The positions up to which the inbox was read. */
  private static Map<Integer, Long> read(Inbox inbox) {
    List<InboxItem> items = WaitingItems.of(inbox);
    assertThat(items).extracting(i -> i.delivery().deadLetter()).doesNotContainNull();
    InboxItem last = items.get(items.size() - 1);
    return Collections.singletonMap(last.writer(), last.seq());
  }

  private static List<String> rows(String sql) {
    return Sql.run(
        DB.database().dataSource(),
        "ask",
        c -> {
          List<String> rows = new ArrayList<>();
          try (PreparedStatement statement = c.prepareStatement(sql);
              ResultSet rs = statement.executeQuery()) {
            while (rs.next()) {
              rows.add(rs.getString(1));
            }
          }
          return rows;
        });
  }
}
