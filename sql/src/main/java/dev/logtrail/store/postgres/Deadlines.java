package dev.logtrail.store.postgres;

import dev.logtrail.limit.ServerLimits;

/**
 * How long the database may take, by purpose, so that one that hangs costs each caller this much
 * and no more. Migrations have none.
 *
 * @param statementS seconds of one statement, after which the server ends it
 * @param lockS seconds that a statement waits for a lock
 * @param socketS seconds without a byte from the server, after which the connection is given up;
 *     more than a statement may take
 */
record Deadlines(int statementS, int lockS, int socketS) {
  /** Questions of readers, and what senders wait for. */
  static final Deadlines READ = of(ServerLimits.READ_STATEMENT_S, ServerLimits.LOCK_WAIT_S);

  /** The job's flushes and look-ups. */
  static final Deadlines WRITE = of(ServerLimits.WRITE_STATEMENT_S, ServerLimits.LOCK_WAIT_S);

  /** Tasks in the background. */
  static final Deadlines UPKEEP = of(ServerLimits.UPKEEP_STATEMENT_S, ServerLimits.LOCK_WAIT_S);

  /** How much later than the server a client gives up. */
  private static final int GRACE_S = 5;

  private static Deadlines of(int statementS, int lockS) {
    return new Deadlines(statementS, lockS, statementS + GRACE_S);
  }

  /** The statements that tell the server. */
  String sql() {
    return "set statement_timeout = '%ds'; set lock_timeout = '%ds'; set idle_in_transaction_session_timeout = '%ds'"
        .formatted(statementS, lockS, ServerLimits.IDLE_TRANSACTION_S);
  }
}
