package dev.logtrail.store.deadletter;

import dev.logtrail.trail.Scope;
import java.util.List;
import java.util.Optional;

/** A store without dead letters. */
enum NoDeadLetters implements DeadLetters {
  INSTANCE;

  @Override
  public DeadLetters within(Scope scope) {
    return this;
  }

  @Override
  public List<StoredDeadLetter> list(
      DeadLetterQuery query, Long beforeId, int limit, int previewBytes) {
    return List.of();
  }

  @Override
  public Optional<StoredDeadLetter> find(long id, int mostBytes) {
    return Optional.empty();
  }

  @Override
  public List<Long> retryable(DeadLetterQuery query, long aboveId, int limit) {
    return List.of();
  }

  @Override
  public long retryableCount(DeadLetterQuery query) {
    return 0;
  }

  @Override
  public boolean delete(long id) {
    return false;
  }

  @Override
  public long deleteAll(DeadLetterQuery query) {
    return 0;
  }

  @Override
  public List<DeadLetterCount> counts() {
    return List.of();
  }

  @Override
  public List<Long> claimRefusedByOthers(String version, int limit) {
    return List.of();
  }

  @Override
  public void unclaim(List<Long> ids) {
    // Nothing was claimed.
  }
}
