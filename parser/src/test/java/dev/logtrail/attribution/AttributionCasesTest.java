package dev.logtrail.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code cases.txt}, at once and in any order of delivery. */
class AttributionCasesTest {

  record Case(String caption, List<LogEvent> events, TreeMap<String, String> expected) {
    @Override
    public String toString() {
      return caption;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyLineIsWhereItBelongs(Case given) {
    List<LogEvent> shuffled = new ArrayList<>(given.events());
    for (int seed = 0; seed < 5; seed++) {
      TreeMap<String, String> found = new TreeMap<>();
      for (AttributedTrail trail :
          StreamSplit.split(LabelledStream.STREAM, Source.FILE, shuffled)) {
        trail
            .events()
            .forEach(e -> found.put(e.event().id(), owner(trail, e.basis().word(), e.bleed())));
      }
      assertThat(readable(given, found)).isEqualTo(readable(given, given.expected()));
      Collections.shuffle(shuffled, new Random(seed));
    }
  }

  private static String owner(AttributedTrail trail, String basis, boolean bleed) {
    String name = StreamTrackerTest.name(trail.key());
    return (name.isEmpty() ? "-" : name) + " " + basis + (bleed ? "+bleed" : "");
  }

  private static List<String> readable(Case given, TreeMap<String, String> owners) {
    return given.events().stream().map(e -> owners.get(e.id()) + " " + e.message()).toList();
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = AttributionCasesTest.class.getResourceAsStream("cases.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("\n== "))
          .skip(1)
          .map(AttributionCasesTest::parse)
          .toList()
          .stream();
    }
  }

  private static Case parse(String block) {
    String[] lines = block.split("\n");
    List<LogEvent> events = new ArrayList<>();
    TreeMap<String, String> expected = new TreeMap<>();
    long time = 1_795_000_000_000L;
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      String[] parts = lines[i].split(" +", 3);
      String message = parts[2];
      time++;
      if (message.startsWith("@")) {
        int space = message.indexOf(' ');
        time += Long.parseLong(message.substring(1, space));
        message = message.substring(space + 1);
      }
      String id = String.format("%05d", i);
      events.add(new LogEvent(id, time, unescape(message)));
      expected.put(id, parts[0] + " " + parts[1]);
    }
    return new Case(lines[0], events, expected);
  }

  private static String unescape(String message) {
    return message.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r");
  }
}
