package dev.logtrail.structured;

import dev.logtrail.structured.convention.Convention;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.structured.convention.FieldPath;
import dev.logtrail.structured.exception.ExceptionFields;
import dev.logtrail.text.JsonText;
import dev.logtrail.text.ReadableText;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of one JSON object, taken out of its fields by the names of its convention. A wrapper
 * absorbs the columns of the line that it wraps.
 */
final class StructuredColumns {
  /** The field for the wrapper's values that differ from the wrapped line's. */
  static final String RUNTIME = "_runtime";

  final Map<String, Object> fields;
  Convention convention;
  Level level;
  Long timestamp;
  String logger;
  String thread;
  String requestId;
  String traceId;
  ExceptionInfo exception;

  /** The message; null if there is none. */
  String message;

  /** The message as it was, if it is not a string; it then also stays among the fields. */
  Object typedMessage;

  /** The value that named the level; null if none did. */
  private Object levelValue;

  private StructuredColumns(Map<String, Object> fields, Convention convention) {
    this.fields = fields;
    this.convention = convention;
  }

  /** No columns: every key stays a field. */
  static StructuredColumns none(Map<String, Object> fields, Convention convention) {
    return new StructuredColumns(fields, convention);
  }

  /** Takes the columns; {@code fields} is changed. */
  static StructuredColumns take(
      Map<String, Object> fields, Conventions conventions, ExceptionFields exceptions) {
    Convention convention = conventions.of(fields);
    StructuredColumns columns = new StructuredColumns(fields, convention);
    columns.timestamp = LineTime.of(fields, convention.timestamp());
    columns.takeLevel();
    columns.thread = columns.text(convention.thread(), false);
    columns.requestId = columns.text(convention.requestId(), false);
    columns.traceId = columns.text(convention.traceId(), false);
    columns.exception = exceptions.take(fields, convention.exception());
    columns.logger = columns.text(convention.logger(), true);
    columns.takeMessage();
    return columns;
  }

  private void takeLevel() {
    for (FieldPath name : convention.level()) {
      Object value = name.get(fields);
      Level named = value == null ? null : convention.levels().of(value);
      if (named != null) {
        level = named;
        levelValue = value;
        if (convention.levels().isExact(value)) {
          remove(name);
        }
        return;
      }
    }
  }

  private void takeMessage() {
    for (FieldPath name : convention.message()) {
      Object value = name.get(fields);
      if (value instanceof String text) {
        remove(name);
        message = ReadableText.normalized(text);
        return;
      }
      if (value != null) {
        message = JsonText.write(value);
        typedMessage = value;
        return;
      }
    }
    for (FieldPath name : convention.template()) {
      if (name.get(fields) instanceof String template) {
        message =
            ReadableText.normalized(MessageTemplate.render(template, fields, fields.get("@r")));
        return;
      }
    }
  }

  private String text(List<FieldPath> names, boolean take) {
    for (FieldPath name : names) {
      if (name.get(fields) instanceof String text && !text.isBlank()) {
        if (take) {
          remove(name);
        }
        return text;
      }
    }
    return null;
  }

  private void remove(FieldPath name) {
    if (!convention.keep().contains(name.toString())) {
      name.remove(fields);
    }
  }

  /** Takes the message out of the fields, where it stayed for its type. */
  void dropMessage() {
    convention.message().forEach(name -> name.remove(fields));
  }

  /**
   * Takes in the line that this one wraps. The program's values win; what only the runtime gives
   * (request, time) stays; where both have a field, the runtime's value goes to {@value #RUNTIME}.
   */
  void absorb(StructuredColumns inner) {
    Map<String, Object> hidden = new LinkedHashMap<>();
    if (inner.level != null) {
      if (level != null && level != inner.level) {
        hidden.put("level", levelValue);
      }
      level = inner.level;
    }
    for (Map.Entry<String, Object> field : inner.fields.entrySet()) {
      Object mine = fields.put(field.getKey(), field.getValue());
      if (mine != null && !mine.equals(field.getValue())) {
        hidden.put(field.getKey(), mine);
      }
    }
    if (!hidden.isEmpty()) {
      fields.putIfAbsent(RUNTIME, hidden);
    }
    boolean logged = inner.level != null || inner.message != null;
    convention = inner.convention.isGeneric() || !logged ? convention : inner.convention;
    timestamp = timestamp == null ? inner.timestamp : timestamp;
    requestId = requestId == null ? inner.requestId : requestId;
    traceId = inner.traceId == null ? traceId : inner.traceId;
    logger = inner.logger == null ? logger : inner.logger;
    thread = inner.thread == null ? thread : inner.thread;
    exception = inner.exception == null ? exception : inner.exception;
  }
}
