package dev.logtrail.store.postgres.stats;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.stats.StatsCell;
import dev.logtrail.store.stats.StatsQuery;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.store.stats.StoredSize;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.TrailKey;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Counters of a function are shown to those who may see all of its log groups. */
class StatsScopeIT {
  private static final String MIGRATION = "/db/migration/V15__log_groups_of_functions.sql";

  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final StatsQuery HOUR =
      new StatsQuery(null, null, null, T0, T0 + 3_600_000, null, false);

  private TrailWriter writer;

  @BeforeEach
  void open() {
    DB.clear();
    writer = DB.database().openWriter(Clock.systemUTC());
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private TrailWrite of(String account, String group, String stream, String id) {
    LogStream in = new LogStream(account, "eu-west-1", group, stream);
    return trail(writer, TrailKey.request(in, id, 1)).write();
  }

  private static StatsReader within(String accounts, String groups) {
    return DB.database()
        .stats()
        .within(new Scope(List.of(new NamePattern(accounts)), List.of(new NamePattern(groups))));
  }

  private static List<String> functions(StatsReader stats) {
    assertThat(stats.sizes())
        .extracting(StoredSize::functionName)
        .isEqualTo(stats.cells(HOUR).stream().map(StatsCell::functionName).sorted().toList());
    return stats.sizes().stream().map(StoredSize::functionName).toList();
  }

  private void fill() {
    writer.flush(
        flush(
            of("1", "/aws/lambda/shop-cart", "a", "r1"),
            of("1", "/shop/all", "2026/11/20/shop-list[$LATEST]b", "r2"),
            of("1", "/aws/lambda/bank", "c", "r3"),
            of("2", "/aws/lambda/shop-cart", "d", "r4")));
  }

  @Test
  void of_functions_in_the_scope_alone() {
    fill();
    assertThat(within("1", "*").pendingMinutes()).isEqualTo(3);
    assertThat(within("*", "*bank").pendingMinutes()).isEqualTo(1);
    DB.database().rollups().run();

    assertThat(functions(within("1", "*"))).containsExactly("bank", "shop-cart", "shop-list");
    assertThat(functions(within("*", "/aws/lambda/shop-*")))
        .containsExactly("shop-cart", "shop-cart");
    assertThat(functions(within("1", "/shop/*"))).containsExactly("shop-list");
    assertThat(functions(within("3", "*"))).isEmpty();
  }

  @Test
  void not_of_one_that_logs_to_a_group_out_of_it_too() {
    fill();
    writer.flush(flush(of("1", "/bank/all", "2026/11/20/shop-cart[$LATEST]e", "r5")));
    DB.database().rollups().run();

    assertThat(functions(within("1", "/aws/lambda/shop-*"))).isEmpty();
    assertThat(functions(within("1", "*shop-*"))).isEmpty();
    assertThat(functions(within("2", "/aws/lambda/shop-*"))).containsExactly("shop-cart");
  }

  @Test
  void the_migration_finds_the_groups_of_what_is_stored() throws Exception {
    fill();
    DB.database().rollups().run();
    DB.execute(
        "drop trigger log_stream_groups on log_stream; drop function note_log_groups;"
            + " drop table function_log_group");
    try (InputStream sql = StatsScopeIT.class.getResourceAsStream(MIGRATION)) {
      DB.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }
    writer.flush(flush(of("1", "/aws/lambda/late", "f", "r6")));
    DB.database().rollups().run();

    assertThat(functions(within("1", "/aws/lambda/*")))
        .containsExactly("bank", "late", "shop-cart");
  }
}
