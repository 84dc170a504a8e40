package dev.logtrail.redact.rule;

/**
 * Numbers of payment cards: 13 to 19 digits, also in groups, that begin as an issuer's do and whose
 * check digit is right.
 */
final class Card implements Rule {
  private static final int FEWEST = 13;
  private static final int MOST = 19;

  @Override
  public String name() {
    return "card";
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Chars.isDigit(c)) {
        if (++digits >= FEWEST) {
          return true;
        }
      } else if (c != ' ' && c != '-') {
        digits = 0;
      }
    }
    return false;
  }

  @Override
  public void find(CharSequence text, Spans out) {
    for (int i = 0; i < text.length(); i++) {
      if (Chars.isDigit(text.charAt(i)) && beginsAt(text, i)) {
        int end = endOfCard(text, i);
        if (end > 0) {
          out.add(i, end);
        }
        i = Math.max(i, (end > 0 ? end : endOfDigits(text, i)) - 1);
      }
    }
  }

  /** Neither in the middle of a number nor of an id such as {@code a1-4111…}. */
  private static boolean beginsAt(CharSequence text, int i) {
    if (!Chars.beginsAt(text, i)) {
      return false;
    }
    char before = i == 0 ? ' ' : text.charAt(i - 1);
    return before != '.' && before != '_' && !(before == '-' && !Chars.beginsAt(text, i - 1));
  }

  private static int endOfDigits(CharSequence text, int from) {
    int i = from;
    while (i < text.length() && Chars.isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The end of the longest card number that begins at an index; 0 if none does. */
  private static int endOfCard(CharSequence text, int from) {
    int[] digits = new int[MOST];
    int n = 0;
    int found = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Chars.isDigit(c)) {
        if (n == MOST) {
          // The group goes on: what ended before it is all there may be.
          return found;
        }
        digits[n++] = c - '0';
        if (n >= FEWEST && isCard(digits, n) && endsAt(text, i + 1)) {
          found = i + 1;
        }
      } else if (c != ' ' && c != '-'
          || i + 1 >= text.length()
          || !Chars.isDigit(text.charAt(i + 1))) {
        break;
      }
    }
    return found;
  }

  private static boolean endsAt(CharSequence text, int i) {
    if (i >= text.length()) {
      return true;
    }
    char c = text.charAt(i);
    boolean goesOn = i + 1 < text.length() && Chars.isWord(text.charAt(i + 1));
    return !Chars.isWord(c) && c != '_' && !((c == '.' || c == '-') && goesOn);
  }

  private static boolean isCard(int[] digits, int n) {
    return isIssuer(digits, n) && luhn(digits, n);
  }

  private static boolean isIssuer(int[] d, int n) {
    int two = d[0] * 10 + d[1];
    int three = two * 10 + d[2];
    int four = three * 10 + d[3];
    return switch (d[0]) {
      case 4 -> n == 13 || n == 16 || n == 19;
      case 3 ->
          n == 15 && (two == 34 || two == 37)
              || n >= 16 && four >= 3528 && four <= 3589
              || n >= 14 && (three <= 305 || two == 36 || two >= 38);
      case 2 -> n == 16 && four >= 2221 && four <= 2720;
      case 5 -> n >= 16;
      case 6 -> n >= 16;
      default -> false;
    };
  }

  private static boolean luhn(int[] digits, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int d = digits[n - 1 - i];
      sum += i % 2 == 0 ? d : d < 5 ? d * 2 : d * 2 - 9;
    }
    return sum % 10 == 0;
  }
}
