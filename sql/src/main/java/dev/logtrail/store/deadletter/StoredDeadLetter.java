package dev.logtrail.store.deadletter;

import dev.logtrail.store.DeadLetter;

/**
 * A dead letter as it is stored.
 *
 * @param id its number; rises in the order in which letters came first
 * @param receivedAt epoch ms when it came first
 * @param letter what it says; of its bytes perhaps only the first
 * @param keptBytes how many bytes of it are stored
 * @param version the program that refused it last; null if it did not say
 * @param retriedAt epoch ms when it was last tried again; null if never
 * @param retrying whether it is being tried again now
 */
public record StoredDeadLetter(
    long id,
    long receivedAt,
    DeadLetter letter,
    long keptBytes,
    String version,
    Long retriedAt,
    boolean retrying) {

  /** Whether only the first of its bytes are stored, so that it cannot be tried again. */
  public boolean isCut() {
    return keptBytes < letter.fullBytes();
  }
}
