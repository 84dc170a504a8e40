package dev.logtrail.redact.rule;

/** JSON Web Tokens: {@code eyJ…}, a dot, and more parts. */
final class Jwt implements Rule {
  private static final String BEGIN = "eyJ";
  private static final int SHORTEST_PART = 8;

  @Override
  public String name() {
    return "jwt";
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    return Chars.contains(text, BEGIN);
  }

  @Override
  public void find(CharSequence text, Spans out) {
    int end = 0;
    int begin = Chars.indexOf(text, BEGIN, 0);
    while (begin >= 0) {
      if (begin >= end) {
        end = endOfRun(text, begin); // Of a run that is known already the end stays the same.
      }
      int dot = Chars.indexOf(text, '.', begin);
      if (dot < 0 || dot >= end) {
        begin = Chars.indexOf(text, BEGIN, end);
      } else if (dot - begin < SHORTEST_PART || dot + 1 == end || text.charAt(dot + 1) == '.') {
        begin = Chars.indexOf(text, BEGIN, dot + 1);
      } else {
        int last = end;
        while (text.charAt(last - 1) == '.') {
          last--;
        }
        out.add(begin, last);
        begin = Chars.indexOf(text, BEGIN, end);
      }
    }
  }

  private static int endOfRun(CharSequence text, int from) {
    int i = from;
    while (i < text.length() && isToken(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isToken(char c) {
    return Chars.isWord(c) || c == '-' || c == '_' || c == '.';
  }
}
