package dev.logtrail.structured;

import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.structured.convention.Correlation;
import dev.logtrail.structured.exception.ExceptionFields;
import dev.logtrail.structured.exception.StackReader;
import dev.logtrail.structured.exception.StackTexts;
import dev.logtrail.text.JsonBounds;
import dev.logtrail.text.JsonText;
import dev.logtrail.text.JsonTree;
import dev.logtrail.text.ReadableText;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import java.util.Collections;
import java.util.Map;

/**
 * Reads lines that are JSON. One reader serves any number of lines and threads. Never throws,
 * whatever the text: text that is not JSON is read by the reader of plain text.
 */
public final class StructuredReader {
  /** The field for text that came before the JSON. */
  private static final String PREFIX = "_prefix";

  private final Conventions conventions;
  private final ExceptionFields exceptions;

  /** A reader by {@code conventions}; stack texts inside lines go to {@code stacks}. */
  public StructuredReader(Conventions conventions, StackReader stacks) {
    this.conventions = conventions;
    this.exceptions = new ExceptionFields(stacks);
  }

  /**
   * The line, or null if {@code text} is not one JSON object (white space around it is allowed).
   */
  public StructuredLine read(String text) {
    Map<String, Object> fields = JsonTree.object(text);
    if (fields == null) {
      return null;
    }
    StructuredColumns columns = take(fields);
    if (columns.convention.wrapper()) {
      unwrap(columns);
    }
    return line(columns, text);
  }

  /**
   * A line of text that ends in a JSON object: {@code Order placed {"id":17}}; null if it does not.
   * If a known logger wrote the JSON, its message counts, and what stood before it is kept as
   * {@code _prefix} where it says something else. Otherwise the JSON is data that was printed: it
   * becomes fields, and the message is the text as it stands.
   */
  public StructuredLine readEnd(String text) {
    StructuredColumns columns = end(text);
    return columns == null ? null : line(columns, text);
  }

  private StructuredColumns end(String text) {
    int from = JsonBounds.startOfLast(text);
    Map<String, Object> fields = from < 0 ? null : JsonTree.object(text.substring(from));
    if (fields == null) {
      return null;
    }
    if (conventions.of(fields).isGeneric()) {
      // Its "level" and "message" need not be a level and a message.
      StructuredColumns data = StructuredColumns.none(fields, conventions.of(fields));
      data.message = ReadableText.normalized(text);
      return data;
    }
    StructuredColumns columns = take(fields);
    String prefix = text.substring(0, from).strip();
    if (columns.message == null) {
      columns.message = columns.exception == null ? ReadableText.normalized(text) : prefix;
    } else if (!columns.message.equals(prefix)) {
      fields.putIfAbsent(PREFIX, prefix);
    }
    return columns;
  }

  private StructuredColumns take(Map<String, Object> fields) {
    return StructuredColumns.take(fields, conventions, exceptions);
  }

  /** Merges the line that is the message of a runtime's record, if there is one. */
  private void unwrap(StructuredColumns record) {
    StructuredColumns inner = null;
    if (record.typedMessage instanceof Map<?, ?> object) {
      inner = take(JsonTree.fields(object));
      record.dropMessage();
    } else if (record.typedMessage == null && record.message != null) {
      Map<String, Object> fields = JsonTree.object(record.message);
      inner = fields == null ? end(record.message) : take(fields);
    }
    if (inner == null) {
      return;
    }
    record.absorb(inner);
    if (inner.message != null) {
      record.message = inner.message;
    } else if (isNamed(inner.exception)) {
      record.message = inShort(inner.exception);
    }
  }

  private StructuredLine line(StructuredColumns columns, String text) {
    Map<String, String> correlation = conventions.correlation().of(columns.fields);
    EmbeddedMetrics.move(columns.fields);
    Level level = columns.level == null ? columns.convention.defaultLevel() : columns.level;
    return new StructuredLine(
        columns.convention.name(),
        level,
        columns.timestamp,
        columns.logger,
        columns.thread,
        columns.message == null ? substitute(columns.exception, text) : columns.message,
        Collections.unmodifiableMap(columns.fields),
        columns.exception,
        requestId(columns.requestId, correlation),
        traceId(columns.traceId, correlation),
        correlation);
  }

  /** The message of a line that has none: its exception in short, else the line itself. */
  private static String substitute(ExceptionInfo exception, String text) {
    return isNamed(exception) ? inShort(exception) : JsonText.compact(text.strip());
  }

  private static boolean isNamed(ExceptionInfo exception) {
    return exception != null && (exception.type() != null || exception.message() != null);
  }

  private static String inShort(ExceptionInfo exception) {
    return exception.type() == null
        ? exception.message()
        : StackTexts.head(exception.type(), exception.message());
  }

  /** Takes the request's id out of {@code correlation}, for it is a column. */
  private static String requestId(String own, Map<String, String> correlation) {
    String named = correlation.remove(Correlation.REQUEST);
    String some = correlation.remove(Correlation.SOME_REQUEST);
    if (own != null) {
      return own;
    }
    return named == null ? some : named;
  }

  /** X-Ray's id before all others: it is the one that platform records name. */
  private static String traceId(String own, Map<String, String> correlation) {
    String xray = correlation.get(Correlation.XRAY);
    if (xray != null) {
      return xray;
    }
    String other = correlation.get(Correlation.TRACE);
    return other == null ? own : other;
  }
}
