package dev.logtrail.structured.convention;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a convention may require of a key, to recognize its lines. JSON null counts as absent. */
enum ValueKind {
  ANY,
  STRING,
  NUMBER,
  BOOLEAN,
  OBJECT,
  ARRAY,
  /** The key is the first of the line. */
  FIRST,
  /** The key is not there. */
  ABSENT;

  /**
   * Whether a value that is there fits; FIRST is known by position, ABSENT by the lack of a value.
   */
  boolean fits(Object value) {
    return switch (this) {
      case ANY -> true;
      case STRING -> value instanceof String;
      case NUMBER -> value instanceof Number;
      case BOOLEAN -> value instanceof Boolean;
      case OBJECT -> value instanceof Map;
      case ARRAY -> value instanceof List;
      case FIRST, ABSENT -> false;
    };
  }

  /** The kind a file's word names, or null. */
  static ValueKind of(String word) {
    for (ValueKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return null;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
