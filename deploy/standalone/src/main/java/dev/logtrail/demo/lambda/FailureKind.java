package dev.logtrail.demo.lambda;

/** What goes wrong in a request. */
public enum FailureKind {
  /** Nothing. */
  NONE,
  /** The function meets an error, logs it and goes on. */
  HANDLED_ERROR,
  /** An exception leaves the handler. */
  UNHANDLED_EXCEPTION,
  /** The function hangs until Lambda ends it. */
  TIMEOUT,
  /** The function takes more memory than it has, and is killed. */
  OUT_OF_MEMORY,
  /** The process ends in the middle of a request. */
  CRASH,
  /** The code outside the handler fails, so that the handler never runs. */
  INIT_FAILURE;

  /** Whether the invocation fails, so that Lambda tries an asynchronous one again. */
  public boolean fails() {
    return this != NONE && this != HANDLED_ERROR;
  }

  /** Whether the runtime's process does not survive, so that the next request begins with init. */
  boolean endsProcess() {
    return this == TIMEOUT || this == OUT_OF_MEMORY || this == CRASH || this == INIT_FAILURE;
  }
}
