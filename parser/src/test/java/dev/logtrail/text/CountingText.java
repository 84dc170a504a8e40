package dev.logtrail.text;

/** A text that counts how often its characters are looked at. */
public final class CountingText implements CharSequence {
  private final String text;
  private long steps;

  public CountingText(String text) {
    this.text = text;
  }

  /** How many characters were looked at; one that is looked at twice counts twice. */
  public long steps() {
    return steps;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    steps++;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    steps += end - start;
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
