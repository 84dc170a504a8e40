package dev.logtrail.ingest.door;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.payload.decoding.PayloadLimits;
import java.util.Objects;

/**
 * Limits and defaults of every door.
 *
 * @param account AWS account id where neither payload nor request tells one
 * @param region AWS region where neither payload nor request tells one
 * @param bodyBytes limit of a request body, in bytes as sent; over it the door answers 413
 * @param payloads limits of what a body holds, decompressed
 * @param decoding memory that bodies are decoded in
 */
public record DoorSettings(
    String account, String region, int bodyBytes, PayloadLimits payloads, ByteBudget decoding) {
  public DoorSettings {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(payloads, "payloads");
    Objects.requireNonNull(decoding, "decoding");
    if (bodyBytes < 1 || bodyBytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("bodyBytes is from 1 to 2^31 - 2: " + bodyBytes);
    }
  }

  /** With the memory that this process keeps for decoding. */
  public DoorSettings(String account, String region, int bodyBytes, PayloadLimits payloads) {
    this(account, region, bodyBytes, payloads, MemoryBudgets.ofThisProcess().decoding());
  }

  /** With the usual limits: 64 MiB a body and those of {@link PayloadLimits#DEFAULT}. */
  public DoorSettings(String account, String region) {
    this(account, region, DeliveryLimits.BODY_BYTES, PayloadLimits.DEFAULT);
  }

  DeliveryOwner owner() {
    return new DeliveryOwner(account, region);
  }
}
