package dev.logtrail.job.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.fake.FakeInbox;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.junit.jupiter.api.Test;

/** There is one split, and at any time at most one reader has it. */
class InboxEnumeratorTest {
  private static final InboxSplit FRESH = new InboxSplit(Map.of());

  private final InboxSource source = new InboxSource(() -> new FakeInbox(Long.MAX_VALUE));
  private final EnumeratorContext context = new EnumeratorContext();

  private SplitEnumerator<InboxSplit, Boolean> open() {
    SplitEnumerator<InboxSplit, Boolean> enumerator = source.createEnumerator(context);
    enumerator.start();
    return enumerator;
  }

  private void reader(SplitEnumerator<InboxSplit, Boolean> enumerator, int subtask) {
    context.register(subtask);
    enumerator.addReader(subtask);
    enumerator.handleSplitRequest(subtask, "here");
  }

  @Test
  void givesTheSplitToTheFirstReaderAlone() throws Exception {
    SplitEnumerator<InboxSplit, Boolean> enumerator = open();
    assertThat(context.assigned).isEmpty();
    assertThat(enumerator.snapshotState(1)).isFalse();
    reader(enumerator, 0);
    reader(enumerator, 1);
    assertThat(context.assigned).containsExactly(Map.entry(0, FRESH));
    assertThat(enumerator.snapshotState(2)).isTrue();
    enumerator.close();
  }

  @Test
  void aCheckpointRemembersWhetherItIsGiven() throws Exception {
    for (boolean given : new boolean[] {true, false}) {
      context.assigned.clear();
      SplitEnumerator<InboxSplit, Boolean> enumerator = source.restoreEnumerator(context, given);
      enumerator.start();
      assertThat(enumerator.snapshotState(1)).isEqualTo(given);
      reader(enumerator, 0);
      assertThat(context.assigned).hasSize(given ? 0 : 1);
      assertThat(enumerator.snapshotState(2)).isTrue();
    }
  }

  @Test
  void givesASplitThatCameBackToTheReaderThatReturns() throws Exception {
    SplitEnumerator<InboxSplit, Boolean> enumerator = open();
    reader(enumerator, 0);
    context.unregister(0);
    InboxSplit back = new InboxSplit(Map.of(3, 9L));
    enumerator.addSplitsBack(List.of(back), 0);
    assertThat(context.assigned).hasSize(1);
    assertThat(enumerator.snapshotState(1)).isFalse();
    reader(enumerator, 0);
    assertThat(context.assigned).containsExactly(Map.entry(0, FRESH), Map.entry(0, back));
    assertThat(enumerator.snapshotState(2)).isTrue();
  }

  @Test
  void givesASplitThatCameBackToAReaderThatIsThere() throws Exception {
    SplitEnumerator<InboxSplit, Boolean> enumerator = open();
    reader(enumerator, 0);
    enumerator.addSplitsBack(List.of(FRESH), 0);
    assertThat(context.assigned).containsExactly(Map.entry(0, FRESH), Map.entry(0, FRESH));
    enumerator.addReader(0);
    assertThat(context.assigned).hasSize(2);
  }

  @Test
  void givesNothingWhenTheReadersOwnStateHasTheSplit() throws Exception {
    SplitEnumerator<InboxSplit, Boolean> enumerator = open();
    reader(enumerator, 0);
    enumerator.addSplitsBack(List.of(), 0);
    reader(enumerator, 0);
    assertThat(context.assigned).hasSize(1);
  }
}
