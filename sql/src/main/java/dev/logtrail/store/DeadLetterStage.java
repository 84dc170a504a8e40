package dev.logtrail.store;

import java.util.Locale;

/** What could not be done with a record that became a dead letter. */
public enum DeadLetterStage {
  /** Its bytes could not be read. */
  DECODE(0),
  /** It was read, but working out which request its events belong to failed. */
  ATTRIBUTE(1),
  /** It was attributed, but the store refused it. */
  STORE(2);

  private final int code;

  DeadLetterStage(int code) {
    this.code = code;
  }

  /** The number under which it is stored; never changed and never used again. */
  public int code() {
    return code;
  }

  /**
   * The stage that is stored under a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DeadLetterStage ofCode(int code) {
    for (DeadLetterStage stage : values()) {
      if (stage.code == code) {
        return stage;
      }
    }
    throw new IllegalArgumentException(
        "dead letter stage " + code + " is not known; a newer Logtrail wrote it");
  }

  /** The word in JSON, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
