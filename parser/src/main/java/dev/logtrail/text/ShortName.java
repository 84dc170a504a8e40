package dev.logtrail.text;

/** A name with its middle left out where it has too many characters for its place. */
public final class ShortName {
  private ShortName() {}

  /**
   * The name in its place. Both ends of a name tell functions apart: stages and stacks stand there.
   *
   * @param most the characters of the place, at least 1
   */
  public static String of(String name, int most) {
    if (name.length() <= most) {
      return name;
    }
    int tail = (most - 1) / 2;
    return name.substring(0, most - 1 - tail) + "…" + name.substring(name.length() - tail);
  }
}
