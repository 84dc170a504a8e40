package dev.logtrail.reading.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import org.junit.jupiter.api.Test;

/** A record at which a reader fails is an entry as it came, and the fault is counted. */
class ReadingFaultsTest {
  private static final ReadEvent EVENT =
      ReadEvent.of(
          new TrailEvent(
              new LogEvent("%056d".formatted(1), 1_795_046_400_000L, "hello\n"),
              Basis.MARKERS,
              false,
              Source.SUBSCRIPTION));

  @Test
  void aFaultCostsOneRecordItsShape() {
    long before = ReadingFaults.count();

    Entry entry =
        EntryReader.read(
                EVENT,
                () -> {
                  throw new IllegalStateException("not prepared for this");
                })
            .entry();

    assertThat(entry.message()).isEqualTo("hello");
    assertThat(entry.origin()).isEqualTo(Origin.FUNCTION);
    assertThat(entry.eventIds()).containsExactly(EVENT.raw().id());
    assertThat(ReadingFaults.count()).isEqualTo(before + 1);
    assertThat(ReadingFaults.last()).contains("not prepared for this").contains(" at ");
  }

  @Test
  void soDoesOneThatIsNestedTooDeep() {
    Entry entry = EntryReader.read(EVENT, ReadingFaultsTest::forEver).entry();

    assertThat(entry.message()).isEqualTo("hello");
  }

  private static ReadEntry forEver() {
    return new ReadEntry(forEver().entry(), null);
  }
}
