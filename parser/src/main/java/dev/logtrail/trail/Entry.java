package dev.logtrail.trail;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One logical log record of a trail: one event, or several joined (a traceback printed line by
 * line).
 *
 * @param timestamp epoch milliseconds of its first event; null when known only from a log result
 * @param level null where the line names none
 * @param logger the logger's name, or null
 * @param message readable text, without a trailing line break; inner breaks are {@code \n}
 * @param fields what a structured line carried beside the columns above, JSON types kept; empty if
 *     nothing
 * @param origin who wrote it
 * @param basis why it is here (that of its first event)
 * @param bleed whether it was written while another request was open
 * @param exception the exception it tells of, or null
 * @param eventIds every raw event it stands for, in order; empty when known only from a log result
 * @param replays how often replays of a durable execution wrote the same again; those events are
 *     among {@code eventIds}. Counted only where all requests of the execution are read together
 * @param masked how often each kind of secret is masked in its events, as their masks tell; empty
 *     for most
 * @param coloured the message with a terminal's codes for the colours in which it was printed; null
 *     for most
 */
public record Entry(
    Long timestamp,
    Level level,
    String logger,
    String message,
    Map<String, Object> fields,
    Origin origin,
    Basis basis,
    boolean bleed,
    ExceptionInfo exception,
    List<String> eventIds,
    Map<String, Integer> masked,
    int replays,
    String coloured) {
  public Entry {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(basis, "basis");
    eventIds = List.copyOf(eventIds);
    masked = Map.copyOf(masked);
  }

  /** An entry that no replay is known to have written again. */
  public Entry(
      Long timestamp,
      Level level,
      String logger,
      String message,
      Map<String, Object> fields,
      Origin origin,
      Basis basis,
      boolean bleed,
      ExceptionInfo exception,
      List<String> eventIds,
      Map<String, Integer> masked) {
    this(
        timestamp, level, logger, message, fields, origin, basis, bleed, exception, eventIds,
        masked, 0, null);
  }

  /** An entry of which nothing is masked. */
  public Entry(
      Long timestamp,
      Level level,
      String logger,
      String message,
      Map<String, Object> fields,
      Origin origin,
      Basis basis,
      boolean bleed,
      ExceptionInfo exception,
      List<String> eventIds) {
    this(
        timestamp, level, logger, message, fields, origin, basis, bleed, exception, eventIds,
        Map.of());
  }

  /** The same entry with text above what it says. */
  public Entry below(String text) {
    return with(message.isEmpty() ? text : text + "\n" + message, fields, eventIds, replays, null);
  }

  /**
   * The same entry with those that replays wrote again.
   *
   * @param times how often
   * @param allIds the event ids of all of them
   */
  public Entry replayed(int times, List<String> allIds) {
    return with(message, fields, allIds, times, coloured);
  }

  /** The same entry with other fields. */
  public Entry withFields(Map<String, Object> others) {
    return with(message, others, eventIds, replays, coloured);
  }

  /** The same entry in the colours in which it was printed; null for none. */
  public Entry inColours(String printed) {
    return with(message, fields, eventIds, replays, printed);
  }

  private Entry with(
      String said, Map<String, Object> others, List<String> ids, int times, String printed) {
    return new Entry(
        timestamp, level, logger, said, others, origin, basis, bleed, exception, ids, masked, times,
        printed);
  }
}
