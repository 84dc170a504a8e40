package dev.logtrail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.entry.EntryReader;
import dev.logtrail.reading.entry.ReadEntry;
import dev.logtrail.reading.exception.ExceptionText;
import dev.logtrail.reading.exception.RuntimeErrorReport;
import dev.logtrail.reading.header.HeaderFacts;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.TextLine;
import dev.logtrail.reading.text.TextLines;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Pieces of every shape there is, in any order and cut anywhere: nothing is lost, nothing throws.
 */
class RandomFragmentsTest {
  private static final String[] FILES = {
    "node", "python", "java", "dotnet", "ruby", "go", "rust", "others", "joining"
  };
  private static final TrailKey KEY =
      TrailKey.request(new LogStream("1", "r", "/aws/lambda/f", "s"), "r", 1);
  private static final Basis[] BASES = {Basis.REQUEST_ID, Basis.MARKERS, Basis.LOG_RESULT};

  @Test
  void everyEventIsInExactlyOneEntryAndInOrder() throws IOException {
    List<String> lines = lines();
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      List<ReadEvent> events = new ArrayList<>();
      int size = random.nextInt(40);
      int at = random.nextInt(lines.size());
      for (int i = 0; i < size; i++) {
        // Mostly on from the last line, so that records begin and are disturbed.
        at = random.nextInt(5) == 0 ? random.nextInt(lines.size()) : (at + 1) % lines.size();
        events.add(ReadEvent.of(event(i, cut(lines.get(at), random), random)));
      }
      List<Entry> entries =
          EntryReader.entries(events, Conventions.builtIn()).stream()
              .map(ReadEntry::entry)
              .toList();
      assertThat(entries.stream().flatMap(e -> e.eventIds().stream()))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(
              events.stream().filter(e -> !e.isFromLogResult()).map(e -> e.raw().id()).toList());
      // A record inside of a stack trace goes behind it: the entries are in order of their begins.
      assertThat(entries.stream().flatMap(e -> e.eventIds().stream().limit(1)))
          .as("seed %d", seed)
          .isSorted();
      check(entries, events, seed);
    }
  }

  /** A trail that grows is summed up bit by bit, as far as nothing can change any more. */
  @Test
  void whatIsGatheredBitByBitIsTheSame() throws IOException {
    List<String> lines = lines();
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<TrailEvent> events = new ArrayList<>();
      int size = random.nextInt(60);
      int at = random.nextInt(lines.size());
      for (int i = 0; i < size; i++) {
        at = random.nextInt(6) == 0 ? random.nextInt(lines.size()) : (at + 1) % lines.size();
        TrailEvent event = event(i, lines.get(at), random);
        // A log result comes whole, and is not stored with the trail.
        if (event.basis() != Basis.LOG_RESULT) {
          events.add(event);
        }
      }
      HeaderFacts bits = new HeaderFacts();
      List<TrailEvent> waiting = new ArrayList<>();
      for (TrailEvent event : events) {
        waiting.add(event);
        if (random.nextInt(4) == 0) {
          waiting = new ArrayList<>(Headers.gatherSettled(bits, waiting));
        }
      }
      Headers.gather(bits, waiting);
      assertThat(Headers.of(KEY, bits, null, false))
          .as("seed %d", seed)
          .isEqualTo(Headers.of(KEY, events, null, false));
    }
  }

  @Test
  void theReadersOfTextTakeAnything() throws IOException {
    List<String> lines = lines();
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      String text = cut(lines.get(random.nextInt(lines.size())), random);
      for (int i = random.nextInt(4); i > 0; i--) {
        text += "\n" + cut(lines.get(random.nextInt(lines.size())), random);
      }
      TextLine line = TextLines.read(text);
      assertThat(text).as("seed %d", seed).contains(line.message().isEmpty() ? "" : tail(line));
      ExceptionText.read(text);
      RuntimeErrorReport.read(text, null);
    }
  }

  /** Whatever columns go, the text's end stays, but where a quoted message was unescaped. */
  private static String tail(TextLine line) {
    String message = line.message();
    boolean pairs = !line.fields().isEmpty() || message.indexOf('"') >= 0;
    return pairs ? "" : message.substring(message.length() - 1);
  }

  private static void check(List<Entry> entries, List<ReadEvent> events, int seed) {
    int platform = 0;
    for (ReadEvent event : events) {
      platform += event.facts().isPlatform() && !event.isFromLogResult() ? 1 : 0;
    }
    long alone =
        entries.stream()
            .filter(e -> e.origin() == Origin.PLATFORM && e.eventIds().size() == 1)
            .count();
    assertThat(alone).as("seed %d", seed).isGreaterThanOrEqualTo(platform);
    for (Entry entry : entries) {
      assertThat(entry.message()).as("seed %d", seed).doesNotContain("\r").doesNotEndWith("\n");
    }
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String file : FILES) {
      EntryCasesTest.resource("entry-cases/" + file + ".txt")
          .lines()
          .filter(l -> l.startsWith("> "))
          .forEach(l -> lines.add(EntryCasesTest.unescape(l.substring(2))));
    }
    lines.add("START RequestId: r Version: 1\n");
    lines.add("REPORT RequestId: r\tDuration: 1.00 ms\tBilled Duration: 1 ms\t\n");
    lines.add("EXTENSION\tName: a\tState: Ready\tEvents: []\n");
    return lines;
  }

  private static String cut(String line, Random random) {
    if (random.nextInt(3) > 0 || line.isEmpty()) {
      return line;
    }
    int from = random.nextInt(line.length());
    return random.nextBoolean() ? line.substring(0, from) : line.substring(from);
  }

  private static TrailEvent event(int i, String message, Random random) {
    LogEvent event = new LogEvent("%05d".formatted(i), 1_000 + i, message);
    Basis basis = random.nextInt(6) == 0 ? BASES[random.nextInt(BASES.length)] : Basis.MARKERS;
    return new TrailEvent(event, basis, random.nextInt(20) == 0, Source.SUBSCRIPTION);
  }
}
