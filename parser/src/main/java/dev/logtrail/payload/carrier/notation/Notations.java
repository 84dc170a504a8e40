package dev.logtrail.payload.carrier.notation;

import dev.logtrail.payload.bytes.Bytes;
import java.nio.charset.StandardCharsets;

/** Finds out whether a text is a value in another notation, and writes it again as JSON. */
public final class Notations {
  /** What people copy from a terminal is shorter; files of machines are JSON already. */
  private static final int MOST_BYTES = 8 << 20;

  private Notations() {}

  /**
   * The same events in JSON, or as the lines that they were; null if the text is in none of these
   * notations.
   *
   * @param text without white space around it
   */
  public static Bytes rewritten(Bytes text) {
    if (text.isEmpty() || text.length() > MOST_BYTES) {
      return null;
    }
    String json = json(text);
    if (json == null && text.at(0) != '{' && GluedLines.mayBe(text)) {
      json = GluedLines.rewritten(text.text());
    }
    if (json == null && text.at(0) != '{' && TaggedObjects.mayBe(text)) {
      json = TaggedObjects.rewritten(text.text());
    }
    return json == null ? null : Bytes.of(json.getBytes(StandardCharsets.UTF_8)).trimmed();
  }

  private static String json(Bytes text) {
    return switch (text.at(0)) {
      case '{', '[' -> {
        String lines = text.at(0) == '[' ? JsonLines.rewritten(text) : null;
        yield lines != null || !PrintedValues.mayBe(text)
            ? lines
            : PrintedValues.rewritten(text.text());
      }
      case '"' -> JsonLines.rewritten(text);
      case '-', '+', '|' -> AwsTable.isTitled(text) ? AwsTable.rewritten(text.text()) : yaml(text);
      case 'I', 'E', 'M', 'T', 'L' ->
          PowerShellList.mayBe(text) ? PowerShellList.rewritten(text.text()) : null;
      case 'e', 'n', 's' -> yaml(text);
      default -> null;
    };
  }

  private static String yaml(Bytes text) {
    return YamlEvents.mayBe(text) ? YamlEvents.rewritten(text.text()) : null;
  }
}
