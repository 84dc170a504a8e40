package dev.logtrail.redact.rule;

import java.util.Set;

/**
 * Secret access keys and session tokens of AWS. They look like any base64, so that something must
 * tell of them: an access key id in the same text, or a word before them.
 */
final class AwsSecretKey implements Rule {
  private static final int KEY_LENGTH = 40;
  private static final int TOKEN_LENGTH = 100;
  private static final int REACH = 40;
  private static final int SHORTEST_VALUE = 8;
  private static final Set<String> KEY_FIELDS =
      Set.of("secretaccesskey", "awssecretaccesskey", "awssecretkey", "secretkey");
  private static final Set<String> TOKEN_FIELDS =
      Set.of("sessiontoken", "awssessiontoken", "securitytoken", "xamzsecuritytoken");

  @Override
  public String name() {
    return "aws_secret_key";
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    return AwsAccessKey.isIn(text)
        || Chars.holds(text, "ecret", "ECRET")
        || Chars.holds(text, "oken", "OKEN");
  }

  @Override
  public void find(CharSequence text, Spans out) {
    boolean besideId = AwsAccessKey.isIn(text);
    for (int i = 0; i < text.length(); ) {
      int end = endOfRun(text, i);
      if (end == i) {
        i++;
        continue;
      }
      boolean encoded = i > 0 && text.charAt(i - 1) == '%' && end > i + 2;
      int start = encoded ? i + 2 : Chars.behindEscape(text, i);
      int length = length(text, start, end);
      boolean key =
          length == KEY_LENGTH
              && (Chars.before(text, start, REACH, "secret")
                  || besideId && !isHex(text, start, end));
      boolean token =
          length >= TOKEN_LENGTH && (besideId || Chars.before(text, start, REACH, "token"));
      if (key || token) {
        out.add(start, padded(text, end));
      }
      i = end;
    }
  }

  /** The end of base64 characters; {@code \/} and {@code %2F} are written for some of them. */
  private static int endOfRun(CharSequence text, int from) {
    int i = from;
    while (i < text.length()) {
      int part = part(text, i);
      if (part == 0) {
        break;
      }
      i += part;
    }
    return i;
  }

  private static int part(CharSequence text, int i) {
    char c = text.charAt(i);
    if (Chars.isWord(c) || c == '/' || c == '+') {
      return 1;
    }
    if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '/') {
      return 2;
    }
    boolean encoded = Chars.matches(text, i, "%2f") || Chars.matches(text, i, "%2b");
    return encoded ? 3 : 0;
  }

  private static int length(CharSequence text, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i += Math.max(1, part(text, i))) {
      n++;
    }
    return n;
  }

  private static int padded(CharSequence text, int end) {
    int i = end;
    while (i < text.length() && i < end + 2 && text.charAt(i) == '=') {
      i++;
    }
    return i;
  }

  private static boolean isHex(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int secretOfField(String key, String value) {
    boolean secret = KEY_FIELDS.contains(key) && value.length() >= SHORTEST_VALUE;
    boolean token = TOKEN_FIELDS.contains(key) && value.length() >= KEY_LENGTH;
    return (secret || token) && value.indexOf(' ') < 0 ? 0 : -1;
  }
}
