package dev.logtrail.store;

import static dev.logtrail.store.SampleTrails.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.logs.SyntheticLogs;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Candidates hold everything that matches, whatever was written in which portions. */
public abstract class SearchContract extends StoreKit {
  private static final long DAY = 86_400_000L;

  private List<String> found(
      String pattern, SearchCandidates candidates, TrailQuery.Builder query) {
    FilterPattern parsed = FilterPattern.parse(pattern);
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      TrailPage page = reader.list(query.cursor(cursor).build(), candidates);
      List<StoredTrail> stored =
          reader.withEvents(
              page.trails().stream().map(ListedTrail::row).filter(r -> r.trailId() != 0).toList());
      for (ListedTrail listed : page.trails()) {
        List<String> texts = new ArrayList<>();
        stored.stream()
            .filter(t -> t.row().trailId() == listed.row().trailId())
            .forEach(t -> t.events().forEach(e -> texts.add(e.event().message())));
        if (listed.invocation() != null && listed.invocation().log() != null) {
          texts.addAll(listed.invocation().log().lines().toList());
        }
        if (texts.stream().anyMatch(parsed::matches)) {
          ids.add(listed.row().trailId() + listed.row().header().key().requestId());
        }
      }
      cursor = page.nextCursor();
    } while (cursor != null);
    return ids;
  }

  /** Compares a search of candidates with one that reads everything; returns how many it found. */
  private int check(String pattern, Long from, Long to) {
    SearchCandidates candidates =
        reader.candidates(FilterPattern.parse(pattern).requiredTokens(), from, to);
    List<String> all =
        found(pattern, SearchCandidates.all(), TrailQuery.builder().between(from, to).limit(1_000));
    for (int limit : new int[] {40, 1_000}) {
      assertThat(found(pattern, candidates, TrailQuery.builder().between(from, to).limit(limit)))
          .as(pattern)
          .isEqualTo(all);
    }
    return all.size();
  }

  @Test
  void searchesOfCandidatesFindTheSame() {
    Random random = new Random(17);
    SyntheticLogs logs = new SyntheticLogs(17);
    List<TrailWrite> stored = new ArrayList<>();
    for (int flush = 0; flush < 100; flush++) {
      writer.flush(randomFlush(random, logs, stored));
      if (flush % 40 == 15) {
        store().upkeep();
      }
    }
    int found = 0;
    for (int i = 0; i < 40; i++) {
      TrailWrite some = stored.get(random.nextInt(stored.size()));
      String pattern = pattern(random, some.segments().get(0).events());
      Long from = random.nextBoolean() ? null : Long.valueOf(T0 - random.nextInt(5) * DAY);
      found += check(pattern, from, from == null ? null : Long.valueOf(from + 2 * DAY));
      if (i == 20) {
        store().upkeep();
      }
    }
    assertThat(found).as("patterns that find something").isGreaterThan(100);
  }

  private Flush randomFlush(Random random, SyntheticLogs logs, List<TrailWrite> stored) {
    List<TrailWrite> writes = new ArrayList<>();
    List<Invocation> results = new ArrayList<>();
    int count = random.nextInt(10) == 0 ? 40 : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      long start = T0 - random.nextInt(4) * DAY + random.nextInt(1_000_000);
      LogStream stream = SampleTrails.stream("f" + random.nextInt(4), "s" + random.nextInt(9));
      TrailKey key = TrailKey.request(stream, logs.uuid(), 1);
      TrailWrite write =
          SampleTrails.trail(writer, key).start(start).events(logs.request(start)).write();
      writes.add(write);
      if (random.nextInt(8) == 0) {
        String id = random.nextBoolean() ? key.requestId() : logs.uuid();
        String log = "START\nsaid" + random.nextInt(20) + " only\nEND\n";
        results.add(SampleTrails.invocation(id, log, null, start));
      }
    }
    if (!stored.isEmpty()) {
      writes.add(grown(stored.remove(random.nextInt(stored.size())), logs));
    }
    stored.addAll(writes);
    return new Flush(List.copyOf(writes), List.of(), results, List.of(), Map.of());
  }

  private TrailWrite grown(TrailWrite old, SyntheticLogs logs) {
    List<TrailEvent> events = new ArrayList<>(old.segments().get(0).events());
    long start = old.row().header().startedAt();
    List<TrailEvent> added = logs.request(start);
    events.addAll(added);
    TrailWrite whole =
        SampleTrails.trail(writer, old.row().header().key())
            .as(old.row())
            .start(start)
            .events(events)
            .write();
    return new TrailWrite(whole.row(), whole.segments(), List.of(), added);
  }

  /** Words and phrases of a random event, as patterns of all kinds; some match nothing. */
  private static String pattern(Random random, List<TrailEvent> events) {
    String message = events.get(random.nextInt(events.size())).event().message();
    String[] words = message.split("[^A-Za-z0-9]+");
    String word = words[random.nextInt(words.length)];
    String other = words[random.nextInt(words.length)];
    int cut = random.nextInt(message.length());
    String phrase =
        message.substring(cut, Math.min(message.length(), cut + 12)).replaceAll("[\"\\\\\\s]", "x");
    return switch (random.nextInt(7)) {
      case 0 -> "said" + random.nextInt(25);
      case 1 -> "\"" + phrase + "\"";
      case 2 -> word.isEmpty() ? "END" : word + " " + (other.isEmpty() ? "RequestId" : other);
      case 3 -> "?nosuchword ?" + (word.isEmpty() ? "END" : word);
      case 4 -> (word.isEmpty() ? "END" : word) + " -START";
      case 5 -> "{ $.level = \"ERROR\" }";
      default -> word.isEmpty() ? "nosuchword" : word;
    };
  }

  @Test
  void whatMovedAwayIsNotFoundAndWhatCameIs() {
    TrailWrite first = SampleTrails.trail(writer, "a").write();
    writer.flush(SampleTrails.flush(first));
    List<TrailEvent> events = new ArrayList<>(first.segments().get(0).events());
    TrailEvent moved = events.remove(1);
    TrailWrite less =
        SampleTrails.trail(writer, "a").as(first.row()).events(List.copyOf(events)).write();
    TrailWrite more = SampleTrails.trail(writer, "b").events(List.of(moved)).write();
    writer.flush(SampleTrails.flush(less, more));

    assertThat(check("\"line 1 of a\"", null, null)).isEqualTo(1);
    assertThat(check("line", null, null)).isEqualTo(2);
    writer.flush(SampleTrails.delete(more.row()));
    assertThat(check("\"line 1 of a\"", null, null)).isZero();
  }

  @Test
  void wordsOfTwoEventsAreNotOneMatch() {
    writer.flush(SampleTrails.flush(SampleTrails.trail(writer, "a").lines(3).write()));

    assertThat(check("START 1", null, null)).isZero();
    assertThat(check("line 3", null, null)).isEqualTo(1);
  }
}
