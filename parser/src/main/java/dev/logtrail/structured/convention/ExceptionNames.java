package dev.logtrail.structured.convention;

import java.util.List;

/**
 * Where a convention's exception stands.
 *
 * @param type its class or kind
 * @param message its message
 * @param stack its stack: a text, an array of lines or frames, or an object that holds both
 * @param object the exception as an object of its own ({@code {type,message,stack,cause}} under any
 *     of the usual names), or as a list of such objects, causes after their effect
 * @param messageAlone whether the message alone makes an exception (Go's loggers have no more)
 */
public record ExceptionNames(
    List<FieldPath> type,
    List<FieldPath> message,
    List<FieldPath> stack,
    List<FieldPath> object,
    boolean messageAlone) {
  public ExceptionNames {
    type = List.copyOf(type);
    message = List.copyOf(message);
    stack = List.copyOf(stack);
    object = List.copyOf(object);
  }
}
