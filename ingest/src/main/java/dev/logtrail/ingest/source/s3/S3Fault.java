package dev.logtrail.ingest.source.s3;

import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Errors of S3, as the SDK's clients tell those of other services. */
final class S3Fault {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int UNAVAILABLE = 503;

  private static final Set<String> GONE = Set.of("NoSuchKey", "PreconditionFailed");

  private S3Fault() {}

  /**
   * What an answer means that is no success.
   *
   * @param body XML, or nothing
   */
  static AwsServiceException of(int status, byte[] body) {
    String code = null;
    String message = null;
    try {
      XMLStreamReader xml = S3Listing.parser(new ByteArrayInputStream(body));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "Code" -> code = xml.getElementText();
            case "Message" -> message = xml.getElementText();
            default -> {}
          }
        }
      }
    } catch (XMLStreamException e) {
      // The status says enough.
    }
    return AwsServiceException.builder()
        .statusCode(status)
        .message(message)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(code == null ? byStatus(status) : code)
                .errorMessage(message == null ? "status " + status : message)
                .build())
        .build();
  }

  private static String byStatus(int status) {
    return switch (status) {
      case NOT_FOUND -> "NoSuchKey";
      case PRECONDITION_FAILED -> "PreconditionFailed";
      case UNAVAILABLE -> "SlowDown";
      default -> "Status" + status;
    };
  }

  /** Whether an object is not there any more, or is another one than was listed. */
  static boolean isGone(Throwable e) {
    return e instanceof AwsServiceException s
        && GONE.contains(String.valueOf(s.awsErrorDetails().errorCode()));
  }
}
