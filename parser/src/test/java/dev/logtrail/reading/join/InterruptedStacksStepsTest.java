package dev.logtrail.reading.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding what stands inside of traces takes twice the steps for twice the lines. */
class InterruptedStacksStepsTest {
  private static final int TIMES = 4_000;
  private static final String ID = "785991e6-7cd0-44b8-a722-3c1aadd65873";

  private static String line(char kind) {
    return switch (kind) {
      case 'H' -> "java.lang.IllegalStateException: x\n";
      case 'F' -> "\tat shop.Orders.run(Orders.java:54)\n";
      case 'R' -> "2026-11-29 04:54:40 " + ID + " INFO  Orders - goes on\n";
      case 'W' -> "handed over whole";
      case 'T' -> "Traceback (most recent call last):\n";
      case 'P' -> "  File \"/var/task/app.py\", line 7, in handler\n";
      case 'N' -> "ValueError: low\n";
      case 'L' -> "The above exception was the direct cause of the following exception:\n";
      case 'I' -> "[INFO]\t2026-11-29T04:55:03.149Z\t" + ID + "\tgoes on\n";
      case 'B' -> "\n";
      case 'O' -> "{\n";
      case 'M' -> "  \"a\": [\n";
      case 'C' -> "}\n";
      default -> throw new IllegalArgumentException("no line " + kind);
    };
  }

  /** What stands once, and then many times; a letter is a line. */
  @ParameterizedTest
  @CsvSource({
    "H,FR",
    "HR,F",
    "H,RF",
    "HF,W",
    "HFW,F",
    ",HRF",
    ",FR",
    ",HR",
    ",HFWF",
    "H,FRRRRRRRR",
    "T,PI",
    "TI,P",
    ",TI",
    ",TIP",
    "T,PIN",
    ",TPINBLB",
    "TPN,BLI",
    ",BL",
    "T,B",
    ",TB",
    "TI,PB",
    "O,MI",
    "OI,M",
    ",OI",
    ",OIM",
    ",OIMIC",
    "O,MIIIIIIII",
    ",O",
    "OI,MC",
    "O,FR",
    ",OFR",
    "T,PW",
  })
  void stepsGrowWithTheLines(String once, String often) {
    String head = once == null ? "" : once;
    long n = steps(head + often.repeat(TIMES));
    long twice = steps(head + often.repeat(2 * TIMES));
    assertThat((double) twice / n).as("%s%s…: %d, then %d", head, often, n, twice).isLessThan(2.3);
  }

  private static long steps(String kinds) {
    List<ReadEvent> events = new ArrayList<>();
    for (int i = 0; i < kinds.length(); i++) {
      LogEvent event = new LogEvent("%056d".formatted(i), 1_000, line(kinds.charAt(i)));
      events.add(ReadEvent.of(new TrailEvent(event, Basis.MARKERS, false, Source.FILE)));
    }
    CountingList counting = new CountingList(events);
    InterruptedStacks stacks =
        new InterruptedStacks(counting, list -> counting.again(new ArrayList<>(events)));
    int from = 0;
    while (from < events.size()) {
      int end = stacks.end(from);
      if (end == from + 1) {
        stacks.mayGrow(from);
      }
      from = end;
    }
    return counting.steps[0];
  }

  /** Counts how often an event is looked at or moved. */
  private static final class CountingList extends AbstractList<ReadEvent> {
    private final List<ReadEvent> events;
    private final long[] steps;

    CountingList(List<ReadEvent> events) {
      this(events, new long[1]);
    }

    private CountingList(List<ReadEvent> events, long[] steps) {
      this.events = events;
      this.steps = steps;
    }

    CountingList again(List<ReadEvent> copy) {
      steps[0] += copy.size();
      return new CountingList(copy, steps);
    }

    @Override
    public ReadEvent get(int i) {
      steps[0]++;
      return events.get(i);
    }

    @Override
    public ReadEvent set(int i, ReadEvent event) {
      steps[0]++;
      return events.set(i, event);
    }

    @Override
    public int size() {
      return events.size();
    }
  }
}
