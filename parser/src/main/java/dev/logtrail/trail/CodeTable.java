package dev.logtrail.trail;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The constants of an enum by the codes under which they are stored. Immutable. */
final class CodeTable<E extends Enum<E>> {
  private final String what;
  private final Object[] byCode;

  /**
   * A table of all constants.
   *
   * @param what what they are, for messages
   * @param code the code of each, from 0 up
   */
  CodeTable(String what, E[] constants, ToIntFunction<E> code) {
    this.what = what;
    Map<Integer, E> codes = new HashMap<>();
    for (E constant : constants) {
      if (codes.put(code.applyAsInt(constant), constant) != null) {
        throw new IllegalArgumentException("two constants share the code of " + constant);
      }
    }
    this.byCode = new Object[1 + codes.keySet().stream().mapToInt(c -> c).max().orElse(-1)];
    codes.forEach((each, constant) -> byCode[each] = constant);
  }

  /**
   * The constant of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  @SuppressWarnings("unchecked")
  E get(int code) {
    Object found = code < 0 || code >= byCode.length ? null : byCode[code];
    if (found == null) {
      throw new IllegalArgumentException(
          what + " " + code + " is not known; a newer Logtrail wrote it");
    }
    return (E) found;
  }
}
