package dev.logtrail.api;

import java.util.Locale;

/** Reads X-Ray trace ids as they are copied: alone, or as a whole trace header. */
final class TraceId {
  private TraceId() {}

  /**
   * The trace id of a text.
   *
   * @param text {@code 1-5759e988-bd862e3fe1be46a994272793}, or a header that holds it, such as
   *     {@code Root=1-…;Parent=…;Sampled=1}
   * @return the id alone, as trails name it
   * @throws ProblemException 400 if it is a header without {@code Root}
   */
  static String of(String text) {
    for (String part : text.split(";")) {
      String field = part.strip();
      if (field.toLowerCase(Locale.ROOT).startsWith("root=") && field.length() > 5) {
        return field.substring(5).strip();
      }
    }
    String alone = text.split(";", 2)[0].strip();
    if (alone.isEmpty() || alone.contains("=")) {
      throw new ProblemException(
          400,
          "Trace id is '"
              + text
              + "': give the id alone, such as 1-5759e988-bd862e3fe1be46a994272793, or a trace"
              + " header with its part 'Root='.");
    }
    return alone;
  }
}
