package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.aws.AwsAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * Which objects of S3 are read.
 *
 * @param places such as {@code s3://bucket/prefix}, as the user wrote them
 * @param since how long ago objects may have been put there; null for all of them
 * @param access how AWS is reached
 * @param account the account of events that name none
 * @param region the region of events that name none
 * @param once whether reading ends when all is read that is there
 */
public record S3Settings(
    List<String> places,
    Duration since,
    AwsAccess access,
    String account,
    String region,
    boolean once)
    implements Serializable {
  /**
   * Checks the places.
   *
   * @throws IllegalArgumentException if one cannot be, or comes twice; the message says what would
   *     be right
   */
  public S3Settings {
    places = List.copyOf(places);
    places.forEach(S3Location::parse);
    if (new HashSet<>(places).size() < places.size()) {
      throw new IllegalArgumentException("a place is named twice: " + places);
    }
  }

  List<S3Location> parsed() {
    return places.stream().map(S3Location::parse).toList();
  }

  /** Where a place begins that was never read. */
  S3Position begin(long nowMs) {
    return S3Position.since(since == null ? 0 : nowMs - since.toMillis());
  }
}
