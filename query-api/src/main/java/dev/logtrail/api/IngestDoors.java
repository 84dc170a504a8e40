package dev.logtrail.api;

import dev.logtrail.ingest.Door;
import java.util.Objects;

/**
 * The ways in that the API mounts below {@code /ingest}.
 *
 * @param subscription CloudWatch Logs subscription payloads
 * @param invocations log results of synchronous invokes
 * @param firehose Firehose HTTP endpoint deliveries
 */
public record IngestDoors(Door subscription, Door invocations, Door firehose) {
  public IngestDoors {
    Objects.requireNonNull(subscription, "subscription");
    Objects.requireNonNull(invocations, "invocations");
    Objects.requireNonNull(firehose, "firehose");
  }
}
