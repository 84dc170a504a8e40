package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.aws.AwsTrial;
import java.util.List;

/** Tries every permission that reading objects takes. */
public final class S3Check {
  private S3Check() {}

  private static String found(S3Listing listing) {
    String more = listing.next() == null ? "" : " and more";
    return listing.objects().isEmpty()
        ? "no object is there yet, so that s3:GetObject cannot be tried"
        : listing.objects().size() + more + " objects, the first of which is opened";
  }

  /** Tries them, and adds the outcomes to a list; of each place the first object is opened. */
  public static void run(S3Settings settings, List<AwsTrial> trials) {
    for (S3Location location : settings.parsed()) {
      try (S3Api api = new S3Api(location.bucket(), settings.access())) {
        S3Listing listing =
            AwsTrial.add(
                trials,
                api.listing(),
                () -> api.list(location.prefix(), null, null),
                S3Check::found);
        if (listing != null && !listing.objects().isEmpty()) {
          S3Object first = listing.objects().get(0);
          AwsTrial.add(
              trials,
              api.reading(),
              () -> {
                api.open(first, 0).close();
                return first;
              });
        }
      }
    }
  }
}
