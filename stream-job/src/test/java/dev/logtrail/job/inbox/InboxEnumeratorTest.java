package dev.logtrail.job.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.fake.FakeInbox;
import dev.logtrail.store.fake.FaultPlan;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each writer is a split, and at any time at most one reader has it. */
class InboxEnumeratorTest {
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final FakeInbox first = new FakeInbox(Long.MAX_VALUE);
  private final FakeInbox second = first.reopen(Long.MAX_VALUE);
  private final FakeInbox own = first.reopen(0);
  private final InboxSource source = new InboxSource(() -> own);
  private final EnumeratorContext context = new EnumeratorContext(2);
  private final SplitEnumerator<InboxSplit, NoState> enumerator = source.createEnumerator(context);

  private static void put(FakeInbox inbox) {
    inbox.put(new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", new byte[1]));
  }

  @AfterEach
  void close() throws Exception {
    enumerator.close();
  }

  private void readers(int... subtasks) {
    for (int subtask : subtasks) {
      context.register(subtask);
      enumerator.addReader(subtask);
      enumerator.handleSplitRequest(subtask, "here");
    }
  }

  private List<Integer> assigned() {
    return context.assigned.stream().map(one -> one.getValue().writer()).toList();
  }

  @Test
  void givesWhatWaitsOnceAllReadersAreThere() {
    put(first);
    put(second);
    enumerator.start();
    context.aSecondLater();
    readers(0);
    assertThat(context.assigned).as("the other reader is not there yet").isEmpty();
    readers(1);
    assertThat(context.writersOf(0)).containsExactly(FIRST);
    assertThat(context.writersOf(1)).containsExactly(SECOND);
    context.aSecondLater();
    assertThat(context.assigned).as("each once").hasSize(2);
    assertThat(context.assigned.get(0).getValue()).isEqualTo(InboxSplit.of(FIRST));
  }

  @Test
  void givesAWriterAsSoonAsItIsHeardOf() {
    enumerator.start();
    readers(0, 1);
    put(second);
    assertThat(assigned()).containsExactly(SECOND);
    put(second);
    put(first);
    assertThat(assigned()).containsExactly(SECOND, FIRST);
  }

  @Test
  void sharesManyWritersOutEvenly() throws Exception {
    List<FakeInbox> many = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      many.add(first.reopen(Long.MAX_VALUE));
      put(many.get(i));
    }
    enumerator.start();
    readers(0, 1);
    context.aSecondLater();
    assertThat(List.of(context.writersOf(0).size(), context.writersOf(1).size()))
        .containsExactlyInAnyOrder(3, 4);
  }

  @Test
  void givesToAReaderThatReturnsWhatItHad() {
    put(first);
    put(second);
    enumerator.start();
    readers(0, 1);
    context.aSecondLater();
    context.assigned.clear();

    context.unregister(1);
    enumerator.addSplitsBack(List.of(), 1);
    context.aSecondLater();
    assertThat(context.assigned).as("nobody gets it before its reader is back").isEmpty();
    readers(1);
    assertThat(context.assigned).containsExactly(Map.entry(1, InboxSplit.of(SECOND)));

    context.assigned.clear();
    readers(0);
    assertThat(context.assigned)
        .as("a reader that registers has nothing")
        .containsExactly(Map.entry(0, InboxSplit.of(FIRST)));
  }

  @Test
  void beginsAnewWhateverACheckpointSays() throws Exception {
    put(first);
    assertThat(enumerator.snapshotState(1)).isEqualTo(NoState.NONE);
    SplitEnumerator<InboxSplit, NoState> restored = source.restoreEnumerator(context, NoState.NONE);
    restored.start();
    for (int subtask : new int[] {0, 1}) {
      context.register(subtask);
      restored.addReader(subtask);
    }
    context.aSecondLater();
    assertThat(assigned()).containsExactly(FIRST);
    restored.close();
  }

  @Test
  void givesADrainedWriterOutAgainWhenSomethingCame() {
    put(first);
    enumerator.start();
    readers(0, 1);
    context.aSecondLater();
    first.delete(Map.of(FIRST, 1L));

    enumerator.handleSourceEvent(1, new WriterDrained(FIRST));
    put(first);
    assertThat(assigned()).as("told by a reader that has not got it").containsExactly(FIRST);

    first.delete(Map.of(FIRST, 2L));
    enumerator.handleSourceEvent(0, new WriterDrained(FIRST));
    context.aSecondLater();
    assertThat(assigned()).as("nothing waits").containsExactly(FIRST);
    put(first);
    assertThat(assigned()).containsExactly(FIRST, FIRST);
  }

  @Test
  void looksAgainAfterALookThatFailed() {
    put(first);
    own.writerFaults().failCall(1, FaultPlan.When.BEFORE);
    enumerator.start();
    readers(0, 1);
    context.aSecondLater();
    context.aSecondLater();
    assertThat(assigned()).containsExactly(FIRST);
  }
}
