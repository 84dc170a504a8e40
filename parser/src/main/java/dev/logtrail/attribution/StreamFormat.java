package dev.logtrail.attribution;

/** Which log format the platform writes in a stream; an environment never changes it. */
public enum StreamFormat {
  /** No marker seen yet. */
  UNKNOWN,
  /** START, END and REPORT lines. */
  TEXT,
  /** {@code platform.*} records; there is no END. */
  JSON
}
