package dev.logtrail.payload.carrier.around;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours that a tool gave to its times and streams, for a terminal that was a file. A copy may
 * have lost the sign that begins them, or written it in letters.
 */
public final class TerminalColours {
  private static final Pattern COLOUR =
      Pattern.compile(
          "(?:\u001b|\\^\\[|\u241b|\ufffd|\\\\u001[bB]|\\\\x1[bB]|\\\\033|\\\\e)?\\[[0-9;]{0,20}m");
  private static final Pattern BEGINS =
      Pattern.compile(
          "(?:\u001b|\\^\\[|\u241b|\ufffd|\\\\u001[bB]|\\\\x1[bB]|\\\\033|\\\\e)\\[[0-9;]{0,20}m"
              + "|\\[[0-9;]{1,20}m");

  private TerminalColours() {}

  /** Whether a line begins with a colour. */
  public static boolean begin(String line) {
    if (line.length() < 3 || "\u001b^\u241b\ufffd\\[".indexOf(line.charAt(0)) < 0) {
      return false;
    }
    return BEGINS.matcher(line).lookingAt();
  }

  /** The line without colours, if it begins with one: others are the program's own. */
  public static String without(String line) {
    Matcher colours = begin(line) ? COLOUR.matcher(line) : null;
    return colours == null ? line : colours.replaceAll("");
  }
}
