package dev.logtrail.line;

/**
 * What a key at the top of a JSON line may be to any of the known loggers, as far as it matters for
 * counting. The names are those of the built-in table of conventions; a test holds them to it.
 */
enum JsonKeyRole {
  /** A level. */
  LEVEL(
      "@fields.level @l @level Level LogLevel SeverityText _logLevel _meta.logLevelName"
          + " context.logLevel level levelVal level_name level_value levelname levelno log.level"
          + " log_level loglevel lvl sLevel severity severityText record.level.name"
          + " record.level.no"),

  /** What the line says. */
  MESSAGE(
      "0 @m @message @mt Body Message MessageTemplate RenderedMessage body event fields.message"
          + " formattedMessage message msg record.message short_message text textPayload"),

  /** A part of an exception. */
  EXCEPTION(
      "@fields.stack @x Attributes.exception.message Attributes.exception.stacktrace"
          + " Attributes.exception.type Exception _error_message _error_stack_trace _error_type _exception"
          + " context.error context.exception err error error.message error.stack_trace error.type errorMessage errorName errorType"
          + " errorVerbose error_message error_type exc_info exc_text exception"
          + " exception.exception_class exception.exception_message exception.stacktrace"
          + " exceptionType exception_class exception_message exception_name exception_type"
          + " fields.err fields.error full_message record.exception stack stackTrace stack_trace"
          + " stacktrace throwable throwable_class throwable_message thrown trace traceback"),

  /** An object in which any of the above, or the logger's name, may stand. */
  CONTAINER(
      "@fields Attributes Attributes.exception InstrumentationScope Properties _meta context fields"
          + " log record record.level"),

  /** Nothing of these. */
  OTHER("");

  private final String[] names;

  JsonKeyRole(String names) {
    this.names = names.isEmpty() ? new String[0] : names.split(" ");
  }

  /** The names of this role; empty for {@link #OTHER}. */
  String[] names() {
    return names.clone();
  }

  /** The role of the key s[from, to), found without making a string of it. */
  static JsonKeyRole of(String s, int from, int to) {
    if (from == to) {
      return OTHER;
    }
    for (Slot slot = Table.SLOTS[Table.place(s, from, to)]; slot != null; slot = slot.next) {
      if (slot.name.length() == to - from && s.startsWith(slot.name, from)) {
        return slot.role;
      }
    }
    return OTHER;
  }

  private record Slot(String name, JsonKeyRole role, Slot next) {}

  /** The names by length, first and last letter. */
  private static final class Table {
    private static final int SIZE = 1 << 10;
    static final Slot[] SLOTS = new Slot[SIZE];

    static {
      for (JsonKeyRole role : values()) {
        for (String name : role.names) {
          int place = place(name, 0, name.length());
          SLOTS[place] = new Slot(name, role, SLOTS[place]);
        }
      }
    }

    static int place(String s, int from, int to) {
      return (s.charAt(from) * 31 + s.charAt(to - 1) * 7 + (to - from) * 131) & SIZE - 1;
    }
  }
}
