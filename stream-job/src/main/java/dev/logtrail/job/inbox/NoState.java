package dev.logtrail.job.inbox;

/** What the enumerator keeps in checkpoints: which writers there are is in the inbox. */
enum NoState {
  NONE
}
