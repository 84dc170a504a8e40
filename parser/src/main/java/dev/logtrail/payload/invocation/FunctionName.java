package dev.logtrail.payload.invocation;

/**
 * A function as Invoke takes it: a name, {@code name:qualifier}, a whole ARN, or {@code
 * account:function:name}.
 *
 * @param account from the ARN, or null
 * @param region from the ARN, or null
 * @param name the bare name
 * @param qualifier version or alias, or null
 */
record FunctionName(String account, String region, String name, String qualifier) {
  private static final int ARN_PARTS_BEFORE_NAME = 6;

  static FunctionName of(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > ARN_PARTS_BEFORE_NAME && parts[0].equals("arn")) {
      return new FunctionName(part(parts, 4), part(parts, 3), parts[6], part(parts, 7));
    }
    if (parts.length > 2 && parts[1].equals("function")) {
      return new FunctionName(part(parts, 0), null, parts[2], part(parts, 3));
    }
    return new FunctionName(null, null, parts[0], part(parts, 1));
  }

  private static String part(String[] parts, int i) {
    return i < parts.length && !parts[i].isBlank() ? parts[i] : null;
  }
}
