package dev.logtrail.ingest;

import dev.logtrail.payload.decoding.PayloadLimits;
import java.util.Objects;

/**
 * What every door is told.
 *
 * @param account owner of log data where neither payload nor request tells one
 * @param region AWS region where neither payload nor request tells one
 * @param bodyBytes most bytes of a request body, as sent
 * @param payloads limits of what it holds
 */
public record DoorSettings(String account, String region, int bodyBytes, PayloadLimits payloads) {
  private static final int BODY_BYTES = 64 << 20;

  public DoorSettings {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(payloads, "payloads");
    if (bodyBytes < 1 || bodyBytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("bodyBytes is from 1 to 2^31 - 2: " + bodyBytes);
    }
  }

  /** With the usual limits: 64 MiB a body and those of {@link PayloadLimits#DEFAULT}. */
  public DoorSettings(String account, String region) {
    this(account, region, BODY_BYTES, PayloadLimits.DEFAULT);
  }
}
