package dev.logtrail.redact.rule;

/** Private keys in PEM form, from BEGIN to END; as far as they are in the text. */
final class PrivateKey implements Rule {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String KEY = "PRIVATE KEY-----";
  private static final int LABEL_CHARS = 32;

  @Override
  public String name() {
    return "private_key";
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    return Chars.contains(text, KEY);
  }

  @Override
  public void find(CharSequence text, Spans out) {
    int from = 0;
    int begin = labelled(text, BEGIN, 0);
    int end = labelled(text, END, 0);
    while (begin >= 0 || end >= 0) {
      if (begin < 0 || end >= 0 && end < begin) {
        // The key began in an event before.
        out.add(keyBefore(text, end, from), behind(text, end));
        from = behind(text, end);
        end = labelled(text, END, from);
      } else {
        int last = end < 0 ? text.length() : behind(text, end);
        out.add(begin, last);
        from = last;
        begin = labelled(text, BEGIN, from);
        end = end < 0 ? -1 : labelled(text, END, from);
      }
    }
  }

  /** The next place of a marker of a private key from an index on; -1 if there is none. */
  private static int labelled(CharSequence text, String marker, int from) {
    for (int i = Chars.indexOf(text, marker, from);
        i >= 0;
        i = Chars.indexOf(text, marker, i + 1)) {
      int key = i + marker.length();
      for (int at = key; at <= key + LABEL_CHARS && at < text.length(); at++) {
        if (Chars.startsWith(text, at, KEY)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static int behind(CharSequence text, int marker) {
    return Chars.indexOf(text, KEY, marker) + KEY.length();
  }

  private static int keyBefore(CharSequence text, int end, int from) {
    int i = end;
    while (i > from && isKeyChar(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isKeyChar(char c) {
    return Chars.isWord(c) || "+/=\\\r\n".indexOf(c) >= 0;
  }
}
