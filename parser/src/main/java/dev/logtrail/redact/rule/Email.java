package dev.logtrail.redact.rule;

import java.util.Set;

/** E-mail addresses, also with the {@code %40} of URLs. */
final class Email implements Rule {
  private static final int LOCAL_CHARS = 64;
  private static final int DOMAIN_CHARS = 253;
  private static final String ENCODED = "%40";
  private static final Set<String> FILES =
      Set.of("png", "jpg", "jpeg", "gif", "svg", "webp", "js", "mjs", "css", "map", "tgz", "zip");

  @Override
  public String name() {
    return "email";
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    return Chars.indexOf(text, '@', 0) >= 0 || Chars.contains(text, ENCODED);
  }

  @Override
  public void find(CharSequence text, Spans out) {
    find(text, "@", out);
    find(text, ENCODED, out);
  }

  private static void find(CharSequence text, String at, Spans out) {
    for (int i = Chars.indexOf(text, at, 0); i >= 0; i = Chars.indexOf(text, at, i + at.length())) {
      int start = local(text, i);
      int end = domain(text, i + at.length());
      if (start < i && end > 0) {
        out.add(start, end);
      }
    }
  }

  private static int local(CharSequence text, int at) {
    int i = at;
    while (i > 0 && at - i < LOCAL_CHARS && isLocal(text.charAt(i - 1))) {
      i--;
    }
    i = Math.min(at, Chars.behindEscape(text, i));
    while (i < at && text.charAt(i) == '.') {
      i++;
    }
    // What is encoded before the address, such as a = as %3D, is no part of it.
    for (int encoded = at - 3; encoded >= i; encoded--) {
      if (text.charAt(encoded) == '%') {
        return encoded + 3;
      }
    }
    return i;
  }

  private static boolean isLocal(char c) {
    return Chars.isWord(c) || "._%+-".indexOf(c) >= 0 || c >= 128 && Character.isLetter(c);
  }

  /** Where the domain ends; 0 if there is none. */
  private static int domain(CharSequence text, int from) {
    int i = from;
    int lastDot = -1;
    int end = 0;
    int topLevel = 0;
    while (i < text.length() && i - from < DOMAIN_CHARS) {
      char c = text.charAt(i);
      if (c == '.') {
        if (i == from || text.charAt(i - 1) == '.') {
          break;
        }
        lastDot = i;
      } else if (!Chars.isWord(c) && c != '-' && !(c >= 128 && Character.isLetter(c))) {
        break;
      }
      i++;
      if (lastDot > 0 && isTopLevel(text, lastDot + 1, i)) {
        end = i;
        topLevel = lastDot + 1;
      }
    }
    return end > 0 && FILES.contains(text.subSequence(topLevel, end).toString()) ? 0 : end;
  }

  private static boolean isTopLevel(CharSequence text, int from, int to) {
    char first = from < to ? text.charAt(from) : '0';
    return to - from >= 2 && !Chars.isDigit(first) && first != '-';
  }
}
