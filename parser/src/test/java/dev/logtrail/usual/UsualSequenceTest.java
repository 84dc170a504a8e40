package dev.logtrail.usual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Origin;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsualSequenceTest {
  private final UsualSequence usual = new UsualSequence();

  private static List<Entry> entries(String... messages) {
    return Stream.of(messages).map(UsualSequenceTest::entry).toList();
  }

  private static Entry entry(String message) {
    Origin origin = message.startsWith("START") ? Origin.PLATFORM : Origin.FUNCTION;
    return new Entry(
        1L, null, null, message, Map.of(), origin, Basis.MARKERS, false, null, List.of());
  }

  @Test
  void nothingIsUnusualWhereNothingWasLearned() {
    assertThat(usual.of(entries("a"))).isNull();
  }

  @Test
  void tellsTheFirstLineThatNoOtherTrailHasThere() {
    usual.add(entries("START 1", "got order 1", "card charged 5 EUR", "stored 1"));
    usual.add(entries("START 2", "got order 2", "card charged 7 EUR", "stored 2"));

    Divergence d = usual.of(entries("START 3", "got order 3", "stock is 0", "failed"));

    assertThat(d.line()).isEqualTo(2);
    assertThat(d.after()).isEqualTo("got order *");
    assertThat(d.found()).isEqualTo("stock is *");
    assertThat(d.usual()).containsExactly(new Divergence.Next("card charged * EUR", 1));
    assertThat(d.missing()).containsExactly("card charged * EUR", "stored *");
    assertThat(d.trails()).isEqualTo(2);
  }

  @Test
  void tellsThatNoMoreCame() {
    usual.add(entries("got order 1", "stored 1"));

    Divergence d = usual.of(entries("START 1", "got order 4"));

    assertThat(d.isEnd()).isTrue();
    assertThat(d.line()).isEqualTo(2);
    assertThat(d.usual()).containsExactly(new Divergence.Next("stored *", 1));
  }

  @Test
  void aValueWithoutADigitIsTheValueThatItIsElsewhere() {
    usual.add(entries("put s3://media/9hx2.jpg", "resized", "done in 5 ms"));
    usual.add(entries("put s3://media/b7.jpg", "resized", "done in 6 ms"));
    usual.add(entries("put s3://media/yxukncta.jpg", "resized", "done in 7 ms"));

    Divergence d = usual.of(entries("put s3://media/sxqpxrii.jpg", "loading whole picture"));

    assertThat(d.line()).isEqualTo(1);
    assertThat(d.after()).isEqualTo("put *://media/*");
    assertThat(d.usual()).containsExactly(new Divergence.Next("resized", 1));
    assertThat(d.missing()).containsExactly("resized", "done in * ms");
  }

  @Test
  void otherWordsAtTheSamePlaceAreAnotherMessage() {
    usual.add(entries("state is open", "row 1"));
    usual.add(entries("state is open", "row 2"));

    Divergence d = usual.of(entries("state is broken", "row 3"));

    assertThat(d.found()).isEqualTo("state is broken");
    assertThat(usual.of(entries("state is open", "column three")).found())
        .isEqualTo("column three");
  }

  @Test
  void loopsOfAnyLengthAndBranchesThatWereSeenAreUsual() {
    usual.add(entries("begin", "row 1", "row 2", "done"));
    usual.add(entries("begin", "nothing to do", "done"));

    assertThat(usual.of(entries("begin", "row 1", "row 2", "row 3", "row 4", "done"))).isNull();
    assertThat(usual.of(entries("begin", "nothing to do", "done"))).isNull();
    assertThat(usual.of(entries("begin", "row 1", "nothing to do", "done")).found())
        .isEqualTo("nothing to do");
  }

  @Test
  void messagesWithoutEndAreNotAllRemembered() {
    String[] all =
        IntStream.range(0, UsualSequence.MAX_PAIRS + 10)
            .mapToObj(i -> Integer.toString(i, 10).chars().map(c -> c - '0' + 'a'))
            .map(
                letters ->
                    letters.collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
            .map(StringBuilder::toString)
            .toArray(String[]::new);
    usual.add(entries(all));
    assertThat(usual.of(entries("a"))).isNull();
  }
}
