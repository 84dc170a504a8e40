package dev.logtrail.reading.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Entries one by one: the first of a long trail are there before the last event is read. */
class EntryReaderTest {
  private static final List<ReadEvent> EVENTS =
      IntStream.range(0, 3_000)
          .mapToObj(
              i ->
                  List.of(
                      "plain " + i + "\n",
                      "Traceback (most recent call last):\n",
                      "  File \"a.py\", line 1, in f\n",
                      "    f()\n",
                      "ValueError: x\n"))
          .flatMap(List::stream)
          .map(text -> new LogEvent("", 1, text))
          .map(e -> ReadEvent.of(new TrailEvent(e, Basis.REQUEST_ID, false, Source.SUBSCRIPTION)))
          .toList();

  private int last = -1;
  private int made;

  private final List<ReadEvent> watched =
      new AbstractList<>() {
        @Override
        public ReadEvent get(int index) {
          last = Math.max(last, index);
          return EVENTS.get(index);
        }

        @Override
        public int size() {
          return EVENTS.size();
        }
      };

  private final Trail.OnDemand entries =
      new Trail.OnDemand(
          Stream.generate(() -> EntryReader.entries(EVENTS.subList(0, 1), Conventions.builtIn()))
              .map(e -> e.get(0).entry())
              .peek(e -> made++)
              .limit(100)
              .iterator());

  @Test
  void theFirstEntriesNeedOnlyTheEventsNearThem() {
    EntryReader reader = new EntryReader(watched, Conventions.builtIn());
    assertThat(last).isEqualTo(-1);
    for (int i = 0; i < 100; i++) {
      reader.next();
    }
    assertThat(last).as("of 15,000 events").isBetween(249, 280);
  }

  @Test
  void oneByOneTheyAreTheSame() {
    List<ReadEntry> all = EntryReader.entries(EVENTS, Conventions.builtIn());
    assertThat(all).hasSize(6_000);
    EntryReader reader = new EntryReader(watched, Conventions.builtIn());
    assertThat(reader).toIterable().containsExactlyElementsOf(all);
    assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void anEntryIsMadeWhenItIsAskedFor() {
    assertThat(entries.isEmpty()).isFalse();
    assertThat(made).isEqualTo(1);
    Iterator<Entry> each = entries.iterator();
    each.next();
    each.next();
    assertThat(made).isEqualTo(2);
    assertThat(entries.get(9)).isNotNull();
    assertThat(entries.stream().limit(12)).hasSize(12);
    assertThat(made).isEqualTo(12);
    assertThat(entries).hasSize(100);
    assertThat(List.copyOf(entries)).isEqualTo(entries);
    assertThat(made).as("each once").isEqualTo(100);
    assertThatThrownBy(() -> entries.get(100)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> entries.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
