package dev.logtrail.cost;

import java.util.Locale;

/** The instruction set a function runs on; logs do not tell it. */
public enum Architecture {
  X86_64,
  ARM64;

  /** The word in settings and JSON, as AWS writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
