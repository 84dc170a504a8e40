package dev.logtrail.store.inbox;

/** Hears that something was put into an inbox. Called on threads that must not wait. */
@FunctionalInterface
public interface InboxListener {
  /** Instead of a writer's number: any of them may have put something. */
  int ANY = 0;

  /**
   * A writer has begun, or records were committed.
   *
   * @param writer the writer's number, or {@link #ANY}
   */
  void committed(int writer);
}
