package dev.logtrail.api.alert;

import dev.logtrail.limit.AlertLimits;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * When something is wrong with a function.
 *
 * @param name what it is called in messages; unique
 * @param kind what is measured
 * @param above it fires while what is measured is more
 * @param windowMs of how long it is measured, in ms; of silence, how long it may last
 * @param least requests in the window, below which a rate says nothing
 * @param functions which functions it is for
 * @param outcomes those that are counted, of kind outcome
 * @param pattern what an event must match, of kind pattern; else null
 */
public record AlertRule(
    String name,
    Kind kind,
    double above,
    long windowMs,
    long least,
    NamePattern functions,
    List<Outcome> outcomes,
    FilterPattern pattern) {

  /** What is measured. */
  public enum Kind {
    /** Requests of some outcomes. */
    OUTCOME,
    /** Failed requests, in percent. */
    ERROR_RATE,
    /** The cost of the last day, in multiples of the mean of the seven days before. */
    COST_DAY,
    /** Requests of which an event matches a filter pattern. */
    PATTERN,
    /** A function that ran in the last seven days, and has not for the window. */
    SILENCE;

    /** As files and answers have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public AlertRule {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(functions, "functions");
    outcomes = List.copyOf(outcomes);
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9 _.-]{0,99}")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a rule: give letters, digits, dashes, at most 100");
    }
    if (above < 0 || !Double.isFinite(above)) {
      throw wrong(name, "'above' is " + above + "; right would be 0 or more");
    }
    if (windowMs < 60_000 || windowMs > AlertLimits.WINDOW_MS) {
      throw wrong(name, "'window' must be 1m to 7d");
    }
    if (kind == Kind.OUTCOME && outcomes.isEmpty()) {
      throw wrong(name, "'outcomes' is missing: give some, such as [timeout, crash]");
    }
    if (kind == Kind.PATTERN && pattern == null) {
      throw wrong(name, "'pattern' is missing: give a filter pattern, such as '\"disk full\"'");
    }
  }

  private static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("rule '" + name + "': " + what);
  }
}
