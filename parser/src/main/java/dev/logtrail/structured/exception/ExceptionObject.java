package dev.logtrail.structured.exception;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.text.JsonText;
import dev.logtrail.text.ReadableText;
import dev.logtrail.trail.ExceptionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An exception given as an object of its own, under whatever of the usual names: {@code
 * {type,message,stack,cause}}, {@code {errorType,errorMessage,stackTrace}}, {@code
 * {exc_type,exc_value,frames}} and the like.
 */
final class ExceptionObject {
  private static final List<String> TYPE =
      List.of(
          "type",
          "name",
          "errorType",
          "class",
          "className",
          "exception_class",
          "exc_type",
          "exceptionType",
          "error_type",
          "kind",
          "Type",
          "ClassName",
          "@type");
  private static final List<String> MESSAGE =
      List.of(
          "message",
          "errorMessage",
          "exception_message",
          "value",
          "exc_value",
          "msg",
          "error_message",
          "Message",
          "localizedMessage");
  private static final List<String> STACK =
      List.of(
          "stack",
          "stackTrace",
          "stack_trace",
          "stacktrace",
          "extendedStackTrace",
          "frames",
          "trace",
          "StackTrace",
          "StackTraceString",
          "stepArray",
          "traceback",
          "backtrace");
  private static final List<String> CAUSE =
      List.of("cause", "inner_exception", "innerException", "InnerException", "Cause", "causes");

  private final StackTexts stacks;

  ExceptionObject(StackTexts stacks) {
    this.stacks = stacks;
  }

  /**
   * The exception that {@code object} is, whose keys are taken out of it; null, and nothing taken,
   * if it does not look like one.
   */
  ExceptionInfo take(Map<?, ?> object) {
    return take(object, EventLimits.EXCEPTION_CAUSES);
  }

  /** The exception that a list of such objects is: each is the cause of the one before. */
  ExceptionInfo chain(List<?> list) {
    List<ExceptionInfo> links = new ArrayList<>();
    for (Object element : list) {
      ExceptionInfo link = element instanceof Map<?, ?> object ? take(object, 1) : null;
      if (link == null) {
        return null;
      }
      links.add(link);
    }
    if (links.isEmpty()) {
      return null;
    }
    ExceptionInfo top = links.get(0);
    List<ExceptionInfo> causes = links.size() == 1 ? top.causes() : links.subList(1, links.size());
    return new ExceptionInfo(top.type(), top.message(), top.frames(), causes);
  }

  private ExceptionInfo take(Map<?, ?> object, int causesLeft) {
    String typeKey = key(object, TYPE, String.class);
    String messageKey = key(object, MESSAGE, Object.class);
    String stackKey = key(object, STACK, Object.class);
    String type = text(object, typeKey);
    String message = text(object, messageKey);
    ExceptionInfo read = stackKey == null ? null : stacks.read(object.get(stackKey), type, message);
    if (read == null && (type == null || messageKey == null && stackKey == null)) {
      return null;
    }
    ExceptionInfo own = read == null ? bare(type, message) : read;
    List<ExceptionInfo> causes = causes(object, causesLeft);
    object.remove(typeKey);
    object.remove(messageKey);
    if (read != null || isEmpty(object.get(stackKey))) {
      object.remove(stackKey);
    }
    return causes.isEmpty()
        ? own
        : new ExceptionInfo(own.type(), own.message(), own.frames(), causes);
  }

  /** Causes, nearest first; what is read is taken out of the object. */
  private List<ExceptionInfo> causes(Map<?, ?> object, int causesLeft) {
    String key = causesLeft == 0 ? null : key(object, CAUSE, Object.class);
    Object given = key == null ? null : object.get(key);
    List<ExceptionInfo> causes = new ArrayList<>();
    for (Object one :
        given instanceof List<?> list ? list : given == null ? List.of() : List.of(given)) {
      ExceptionInfo cause = cause(one, causesLeft - 1);
      if (cause == null) {
        return List.of();
      }
      causes.add(new ExceptionInfo(cause.type(), cause.message(), cause.frames(), List.of()));
      causes.addAll(cause.causes());
    }
    if (!causes.isEmpty()) {
      object.remove(key);
    }
    return causes;
  }

  private ExceptionInfo cause(Object given, int causesLeft) {
    if (given instanceof Map<?, ?> object) {
      return take(object, causesLeft);
    }
    ExceptionInfo read = given instanceof String text ? stacks.read(text, null, null) : null;
    return read != null || !(given instanceof String text) ? read : bare(null, text);
  }

  private static ExceptionInfo bare(String type, String message) {
    return new ExceptionInfo(type, message, List.of(), List.of());
  }

  private static boolean isEmpty(Object stack) {
    return stack instanceof String text
        ? text.isBlank()
        : stack instanceof List<?> list && list.isEmpty();
  }

  private static String key(Map<?, ?> object, List<String> names, Class<?> kind) {
    for (String name : names) {
      if (kind.isInstance(object.get(name))) {
        return name;
      }
    }
    return null;
  }

  private static String text(Map<?, ?> object, String key) {
    Object value = key == null ? null : object.get(key);
    if (value == null) {
      return null;
    }
    return value instanceof Map || value instanceof List
        ? JsonText.write(value)
        : ReadableText.normalized(value.toString());
  }
}
