package dev.logtrail.fuzz;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes events of what the fuzzer gives: a zero byte ends one. */
final class FuzzedStream {
  static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");

  private FuzzedStream() {}

  /** The texts between zero bytes; bytes that are no UTF-8 become replacement characters. */
  static List<String> texts(byte[] input) {
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= input.length; i++) {
      if (i == input.length || input[i] == 0) {
        texts.add(new String(input, from, i - from, StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    return texts;
  }

  /** One event for each text, a millisecond apart; none looks as if its time were cut. */
  static List<LogEvent> events(List<String> texts) {
    List<LogEvent> events = new ArrayList<>();
    for (String text : texts) {
      events.add(new LogEvent("%05d".formatted(events.size()), 1_001L + events.size(), text));
    }
    return events;
  }

  /** The same, as lines between the markers of one request. */
  static List<TrailEvent> trail(List<String> texts) {
    return events(texts).stream()
        .map(e -> new TrailEvent(e, Basis.MARKERS, false, Source.SUBSCRIPTION))
        .toList();
  }
}
