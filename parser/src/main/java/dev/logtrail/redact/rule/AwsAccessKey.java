package dev.logtrail.redact.rule;

/** Access key ids of AWS: {@code AKIA…}, and {@code ASIA…} of sessions. */
final class AwsAccessKey implements Rule {
  private static final int LENGTH = 20;
  private static final String[] PREFIXES = {"AKIA", "ASIA", "ABIA", "ACCA"};

  @Override
  public String name() {
    return "aws_access_key";
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    return isIn(text);
  }

  /** Whether a text may hold one. */
  static boolean isIn(CharSequence text) {
    for (String prefix : PREFIXES) {
      if (Chars.contains(text, prefix)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void find(CharSequence text, Spans out) {
    for (String prefix : PREFIXES) {
      for (int i = Chars.indexOf(text, prefix, 0); i >= 0; i = Chars.indexOf(text, prefix, i + 4)) {
        if (isKeyAt(text, i)) {
          out.add(i, i + LENGTH);
        }
      }
    }
  }

  static boolean isKeyAt(CharSequence text, int start) {
    int end = start + LENGTH;
    if (end > text.length() || !Chars.beginsAt(text, start) || !Chars.endsAt(text, end)) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || Chars.isDigit(c))) {
        return false;
      }
    }
    return true;
  }
}
