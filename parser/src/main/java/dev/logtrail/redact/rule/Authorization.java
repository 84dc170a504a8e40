package dev.logtrail.redact.rule;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Credentials of Authorization headers, behind the words Bearer and Basic; the words stay. */
final class Authorization implements Rule {
  private static final String HEADER = "authorization";
  private static final String[] SCHEMES = {"bearer", "basic"};

  /** Without a header before it, a shorter word behind Bearer may be prose. */
  private static final int SHORTEST_TOKEN = 16;

  private static final int LONGEST_SCHEME = 20;
  private static final int REACH = 24;

  @Override
  public String name() {
    return "authorization";
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    return Chars.holds(text, "earer", "EARER")
        || Chars.holds(text, "asic", "ASIC")
        || Chars.holds(text, "uthorization", "UTHORIZATION");
  }

  @Override
  public void find(CharSequence text, Spans out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'b' || c == 'B') {
        i = Math.max(i, schemeAt(text, i, out) - 1);
      } else if ((c == 'a' || c == 'A') && Chars.matches(text, i, HEADER)) {
        i = Math.max(i, headerAt(text, i + HEADER.length(), out) - 1);
      }
    }
  }

  /** Where to go on. */
  private static int schemeAt(CharSequence text, int i, Spans out) {
    for (String scheme : SCHEMES) {
      int at = i + scheme.length();
      if (!Chars.matches(text, i, scheme) || !Chars.beginsAt(text, i)) {
        continue;
      }
      int start = behindBlanks(text, at);
      if (start == at) {
        continue;
      }
      int end = endOfToken(text, start);
      boolean secret =
          Chars.before(text, i, REACH, HEADER)
              || (scheme.equals("basic")
                  ? isUserAndPassword(text, start, end)
                  : isToken(text, start, end));
      if (end > start && secret) {
        out.add(start, end);
        return end;
      }
    }
    return i;
  }

  /** {@code Authorization: x} where no scheme is named. */
  private static int headerAt(CharSequence text, int from, Spans out) {
    int i = from;
    boolean separated = false;
    while (i < text.length() && i - from < REACH && ":= \"'\\".indexOf(text.charAt(i)) >= 0) {
      separated |= text.charAt(i) == ':' || text.charAt(i) == '=';
      i++;
    }
    if (!separated) {
      return from;
    }
    int end = endOfToken(text, i);
    boolean scheme = end < text.length() && text.charAt(end) == ' ' && end - i <= LONGEST_SCHEME;
    if (!scheme && end - i >= SHORTEST_TOKEN) {
      out.add(i, end);
      return end;
    }
    int behind = scheme ? behindBlanks(text, end) : end;
    int last = scheme ? endOfToken(text, behind) : end;
    if (isToken(text, behind, last)) {
      out.add(behind, last);
      return last;
    }
    return from;
  }

  private static int behindBlanks(CharSequence text, int from) {
    int i = from;
    while (i < text.length() && i - from < REACH && isBlank(text.charAt(i))) {
      i++;
    }
    if (Chars.matches(text, i, "%20")) {
      i += 3;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static int endOfToken(CharSequence text, int from) {
    int i = from;
    while (i < text.length()
        && (Chars.isWord(text.charAt(i)) || "-._~+/=".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    while (i > from && text.charAt(i - 1) == '.') {
      i--;
    }
    return i;
  }

  private static boolean isToken(CharSequence text, int from, int to) {
    boolean digit = false;
    for (int i = from; i < to; i++) {
      digit |= Chars.isDigit(text.charAt(i));
    }
    return digit && to - from >= SHORTEST_TOKEN;
  }

  private static boolean isUserAndPassword(CharSequence text, int from, int to) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.subSequence(from, to).toString());
      return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public int secretOfField(String key, String value) {
    if (!key.equals(HEADER) && !key.equals("proxyauthorization")) {
      return -1;
    }
    int blank = value.indexOf(' ');
    return blank <= LONGEST_SCHEME ? blank + 1 : 0;
  }
}
