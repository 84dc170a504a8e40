package dev.logtrail.payload.bytes;

/** How long values of JSON are, told from their bytes without making anything of them. */
final class RawJson {
  private static final int UNICODE_ESCAPE = 6;

  private RawJson() {}

  /**
   * Where a value ends, as an index after its last byte.
   *
   * @param start the index of its first byte: a quote, a brace, a bracket
   */
  static int end(Bytes in, int start) {
    int depth = 0;
    for (int i = start; i < in.length(); i++) {
      switch (in.at(i)) {
        case '"' -> i = stringEnd(in, i) - 1;
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      if (depth <= 0) {
        return i + 1;
      }
    }
    return in.length();
  }

  /** Where a string ends whose opening quote stands at an index. */
  private static int stringEnd(Bytes in, int quote) {
    for (int i = quote + 1; i < in.length(); i++) {
      byte b = in.at(i);
      if (b == '"') {
        return i + 1;
      }
      i += b == '\\' ? 1 : 0;
    }
    return in.length();
  }

  /** How many characters a string of these raw bytes, without its quotes, has at least. */
  static int chars(Bytes raw) {
    int chars = 0;
    for (int i = 0; i < raw.length(); i++) {
      byte b = raw.at(i);
      if (b == '\\') {
        i += i + 1 < raw.length() && raw.at(i + 1) == 'u' ? UNICODE_ESCAPE - 1 : 1;
      }
      chars += (b & 0xC0) == 0x80 ? 0 : 1;
    }
    return chars;
  }
}
