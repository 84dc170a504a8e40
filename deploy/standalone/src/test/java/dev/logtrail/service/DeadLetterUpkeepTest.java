package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.deadletter.DeadLetterQuery;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.deadletter.StoredDeadLetter;
import dev.logtrail.store.fake.FakeInbox;
import dev.logtrail.store.inbox.WaitingItems;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What another version refused is tried while this one's job runs, and never lost on the way. */
class DeadLetterUpkeepTest {
  private final Letters letters = new Letters();
  private boolean runs = true;

  /** Letters that another version refused, of 100 bytes each. */
  private static final class Letters implements DeadLetters {
    private final List<Long> open = new ArrayList<>(List.of(1L, 2L, 3L));
    private int counted;

    @Override
    public List<Long> claimRefusedByOthers(String version, int limit) {
      assertThat(version).isEqualTo(ProgramVersion.here());
      List<Long> claimed = List.copyOf(open);
      open.clear();
      return claimed;
    }

    @Override
    public void unclaim(List<Long> ids) {
      open.addAll(ids);
    }

    @Override
    public Optional<StoredDeadLetter> find(long id, int mostBytes) {
      DeadLetter letter =
          DeadLetter.unreadable(
              new Delivery(Source.SUBSCRIPTION, "1", "r", new byte[100]), "why", new byte[100]);
      return Optional.of(new StoredDeadLetter(id, 0, letter, 100, "other", null, false));
    }

    @Override
    public List<DeadLetterCount> counts() {
      counted++;
      return List.of();
    }

    @Override
    public DeadLetters within(Scope scope) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredDeadLetter> list(
        DeadLetterQuery query, Long beforeId, int limit, int previewBytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Long> retryable(DeadLetterQuery query, long aboveId, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long retryableCount(DeadLetterQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(long id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long deleteAll(DeadLetterQuery query) {
      throw new UnsupportedOperationException();
    }
  }

  private DeadLetterUpkeep upkeep(FakeInbox inbox) {
    return new DeadLetterUpkeep(letters, new DeadLetterRetry(letters, inbox), () -> runs);
  }

  private static int waiting(FakeInbox inbox) {
    return WaitingItems.of(inbox).size();
  }

  @Test
  void waitsForTheJobAndTriesEachOnce() {
    FakeInbox inbox = new FakeInbox(1 << 20);
    DeadLetterUpkeep upkeep = upkeep(inbox);

    runs = false;
    assertThat(upkeep.run()).isZero();
    assertThat(letters.open).hasSize(3);
    assertThat(letters.counted).as("counted all the same").isEqualTo(1);

    runs = true;
    assertThat(upkeep.run()).isEqualTo(3);
    assertThat(upkeep.run()).as("nothing is left").isZero();
    assertThat(waiting(inbox)).isEqualTo(3);
  }

  @Test
  void whatFindsNoRoomIsTriedInALaterTurn() {
    FakeInbox full = new FakeInbox(250);
    DeadLetterUpkeep upkeep = upkeep(full);

    upkeep.run();
    assertThat(waiting(full)).isPositive();
    assertThat(letters.open).isNotEmpty();
    assertThat(letters.counted).isEqualTo(1);

    assertThat(upkeep(full.reopen(1 << 20)).run()).isPositive();
    assertThat(letters.open).isEmpty();
  }
}
