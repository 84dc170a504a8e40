package dev.logtrail.structured.exception;

import dev.logtrail.structured.convention.ExceptionNames;
import dev.logtrail.structured.convention.FieldPath;
import dev.logtrail.text.ReadableText;
import dev.logtrail.trail.ExceptionInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the exception out of a line's fields, by the names of its convention. */
public final class ExceptionFields {
  private final StackTexts stacks;
  private final ExceptionObject objects;

  public ExceptionFields(StackReader reader) {
    stacks = new StackTexts(reader);
    objects = new ExceptionObject(stacks);
  }

  /**
   * The exception, whose keys are taken out of {@code fields}; null, and nothing taken, if there is
   * none.
   */
  public ExceptionInfo take(Map<String, Object> fields, ExceptionNames names) {
    ExceptionInfo object = object(fields, names.object());
    return object != null ? object : flat(fields, names);
  }

  private ExceptionInfo object(Map<String, Object> fields, List<FieldPath> names) {
    for (FieldPath name : names) {
      Object value = name.get(fields);
      ExceptionInfo read =
          value instanceof Map<?, ?> object
              ? objects.take(object)
              : value instanceof List<?> list ? objects.chain(list) : null;
      if (read != null) {
        // What the exception's object carried beside (a code, a location) stays.
        if (value instanceof List || ((Map<?, ?>) value).isEmpty()) {
          name.remove(fields);
        }
        return read;
      }
    }
    return null;
  }

  private ExceptionInfo flat(Map<String, Object> fields, ExceptionNames names) {
    FieldPath typeName = string(fields, names.type());
    FieldPath messageName = string(fields, names.message());
    String type = typeName == null ? null : (String) typeName.get(fields);
    String message =
        messageName == null ? null : ReadableText.normalized((String) messageName.get(fields));
    ExceptionInfo read = stack(fields, names, type, message);
    boolean named = type != null && message != null || message != null && names.messageAlone();
    if (read == null && !named) {
      return null;
    }
    remove(fields, typeName);
    remove(fields, messageName);
    return read == null ? new ExceptionInfo(type, message, List.of(), List.of()) : read;
  }

  /** The first stack that can be read; others of the same exception are removed with it. */
  private ExceptionInfo stack(
      Map<String, Object> fields, ExceptionNames names, String type, String message) {
    ExceptionInfo found = null;
    for (FieldPath name : names.stack()) {
      Object value = name.get(fields);
      if (value instanceof Map<?, ?> object) {
        Map<?, ?> rest = new LinkedHashMap<>(object);
        ExceptionInfo read = objects.take(rest);
        if (read != null && found == null) {
          found = read;
          object.keySet().retainAll(rest.keySet());
          if (object.isEmpty()) {
            name.remove(fields);
          }
        } else if (read != null && isSame(found, read)) {
          name.remove(fields);
        }
      } else if (value != null && found == null) {
        found = stacks.read(value, type, message);
        if (found != null) {
          name.remove(fields);
        }
      }
    }
    return found;
  }

  private static boolean isSame(ExceptionInfo one, ExceptionInfo other) {
    if (one.type() == null || other.type() == null) {
      return false;
    }
    return simpleName(one.type()).equals(simpleName(other.type()));
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static FieldPath string(Map<String, Object> fields, List<FieldPath> names) {
    for (FieldPath name : names) {
      if (name.get(fields) instanceof String) {
        return name;
      }
    }
    return null;
  }

  private static void remove(Map<String, Object> fields, FieldPath name) {
    if (name != null) {
      name.remove(fields);
    }
  }
}
