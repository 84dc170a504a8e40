package dev.logtrail.fuzz;

import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;

/** Fuzz target: any bytes are a payload, or are refused with a reason; nothing else happens. */
public final class PayloadTarget {
  private PayloadTarget() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      decoder.decode(new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", input));
    } catch (UnreadableException refused) {
      Check.that(!refused.getMessage().isBlank(), "a refusal says why", input.length);
    }
  }
}
