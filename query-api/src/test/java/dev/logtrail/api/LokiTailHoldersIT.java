package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.kit.Follower;
import dev.logtrail.api.kit.Server;
import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holders of tokens who follow lines by WebSocket: each sees its own, and none takes all places.
 */
class LokiTailHoldersIT {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(T0 + 60_000), ZoneOffset.UTC);

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static TrailWriter writer;
  private static Server server;

  @BeforeAll
  static void start() {
    writer = DATABASE.database().openWriter(CLOCK);
    server = Server.over(DATABASE.database(), Holder.settings(), CLOCK, StatsSettings.none());
    for (Holder h : Holder.values()) {
      writer.flush(h.flush(writer, ""));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    writer.close();
  }

  private static Follower follow(Holder h, String query) {
    return Follower.of(server, query, "", "Authorization", "Bearer " + h.secret(TokenKind.READ));
  }

  @ParameterizedTest
  @EnumSource(Holder.class)
  void whatIsThereAndWhatComesIsOnesOwn(Holder h) throws Exception {
    String[] queries = {
      "{}", "{} |= `common`", "{request_id=~`.*`}", "{function=~`.+-api`} | json | logfmt"
    };
    for (int i = 0; i < queries.length; i++) {
      String suffix = "-" + h.word().charAt(0) + i;
      try (Follower follower = follow(h, queries[i])) {
        assertThat(follower.next()).contains("needle-" + h.word()).doesNotContain(h.foreign());
        for (Holder other : Holder.values()) {
          if (other != h) {
            writer.flush(other.flush(writer, suffix));
          }
        }
        writer.flush(h.flush(writer, suffix));
        String frame;
        do {
          frame = follower.next();
          assertThat(frame).as(queries[i]).doesNotContain(h.foreign());
        } while (!frame.contains("needle-" + h.word() + suffix));
      }
    }
  }

  @Test
  void tooManyAreRefusedInWordsAndNobodyTakesThePlacesOfOthers() throws Exception {
    List<Follower> open = new ArrayList<>();
    try {
      for (int i = 0; i < LokiLimits.TAIL_CLIENTS_OF_TOKEN; i++) {
        open.add(follow(Holder.FOX, "{}"));
        assertThat(open.get(i).next()).contains("needle-fox");
      }
      Follower refused = follow(Holder.FOX, "{}");
      assertThat(refused.next())
          .startsWith("closed 1013 25 clients follow with the token fox-token, the most that may");
      Follower other = follow(Holder.OWL, "{}");
      open.add(other);
      assertThat(other.next()).contains("needle-owl");
      for (int i = 1; i < LokiLimits.TAIL_CLIENTS - LokiLimits.TAIL_CLIENTS_OF_TOKEN; i++) {
        open.add(follow(i % 2 == 0 ? Holder.OWL : Holder.KOI, "{}"));
        assertThat(open.get(open.size() - 1).next()).contains("needle-");
      }
      assertThat(follow(Holder.ELK, "{}").next())
          .startsWith("closed 1013 50 clients follow already; try again later.");

      open.remove(0).close();
      String first;
      do { // The place is free once the server has noticed.
        try (Follower again = follow(Holder.FOX, "{}")) {
          first = again.next();
        }
      } while (first.startsWith("closed 1013"));
      assertThat(first).contains("needle-fox");
    } finally {
      open.forEach(Follower::close);
    }
  }

  @Test
  void aTokenThatMayNotReadMayNotFollow() {
    for (TokenKind kind : List.of(TokenKind.INGEST, TokenKind.INVOKE)) {
      String[] token = {"Authorization", "Bearer " + Holder.FOX.secret(kind)};
      assertThat(Follower.refusal(server, "{}", token))
          .isEqualTo(server.get("/loki/api/v1/labels", token).statusCode())
          .isIn(401, 403);
    }
    assertThat(Follower.refusal(server, "{}", "Authorization", "Bearer nobody")).isEqualTo(401);
  }
}
