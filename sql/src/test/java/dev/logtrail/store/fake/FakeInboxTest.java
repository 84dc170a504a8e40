package dev.logtrail.store.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxContract;
import dev.logtrail.store.inbox.WaitingItems;
import org.junit.jupiter.api.Test;

/** The kit, run on the fake; and the ways it fails. */
final class FakeInboxTest extends InboxContract {
  private final FakeInbox first = new FakeInbox(Long.MAX_VALUE);

  @Override
  protected Inbox openInbox(long limitBytes) {
    return first.reopen(limitBytes);
  }

  @Test
  void fails_the_call_it_is_told_to() {
    first.faults().failCall(1, FaultPlan.When.BEFORE).failCall(2, FaultPlan.When.AFTER_COMMIT);

    assertThatThrownBy(() -> first.put(delivery("a"))).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> first.put(delivery("b"))).isInstanceOf(StoreException.class);
    first.put(delivery("c"));

    assertThat(WaitingItems.of(first)).hasSize(2);
  }
}
