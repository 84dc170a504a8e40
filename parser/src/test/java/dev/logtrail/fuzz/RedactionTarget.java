package dev.logtrail.fuzz;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.redact.Redaction;
import dev.logtrail.redact.rule.BuiltInRules;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * Fuzz target: whatever a line is, masking it twice is masking it once, and it says of itself what
 * it said before.
 */
public final class RedactionTarget {
  private static final Redaction RULES =
      Redaction.of(BuiltInRules.names(), Map.of("own", "pw[=:] *(\\w+)|id-\\w+"));

  private RedactionTarget() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    String masked = RULES.message(text);
    Check.that(RULES.message(masked).equals(masked), "masked twice is something else", masked);
    LineFacts before = LineScanner.scan(text);
    LineFacts after = LineScanner.scan(masked);
    boolean same =
        before.kind() == after.kind()
            && Objects.equals(before.requestId(), after.requestId())
            && before.strength() == after.strength();
    Check.that(same, "masked, the line says something else", masked);
  }
}
