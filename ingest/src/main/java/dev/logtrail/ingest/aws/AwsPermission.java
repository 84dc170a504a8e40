package dev.logtrail.ingest.aws;

import java.util.Objects;

/**
 * What a call needs to be allowed.
 *
 * @param action such as {@code kinesis:GetRecords}
 * @param resource the ARN of what it is called on, or {@code *}
 */
public record AwsPermission(String action, String resource) {
  public AwsPermission {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resource, "resource");
  }

  /** The statement of a policy that grants it. */
  public String statement() {
    return "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}"
        .formatted(action, resource);
  }
}
