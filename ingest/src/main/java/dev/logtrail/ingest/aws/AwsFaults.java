package dev.logtrail.ingest.aws;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What failures of AWS calls mean: in words, with what would be right. */
public final class AwsFaults {
  private static final int FORBIDDEN = 403;
  private static final int SERVER_FAULT = 500;
  private static final int LONGEST_MESSAGE = 500;

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AccessDeniedFault");
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
  private static final Set<String> UNKNOWN_KEY =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationToken");
  private static final Set<String> THROTTLED =
      Set.of(
          "ThrottlingException",
          "Throttling",
          "TooManyRequestsException",
          "ProvisionedThroughputExceededException",
          "LimitExceededException",
          "RequestLimitExceeded",
          "KMSThrottlingException",
          "SlowDown");

  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+");

  private AwsFaults() {}

  /** Whether AWS was asked more often than it allows. */
  public static boolean isThrottled(Throwable e) {
    return e instanceof AwsServiceException s
        && (s.isThrottlingException() || THROTTLED.contains(code(s)));
  }

  /** Whether a call that failed may work at once: a connection that broke, a fault of AWS's own. */
  static boolean isPassing(Throwable e) {
    boolean ofAws = e instanceof AwsServiceException s && s.statusCode() >= SERVER_FAULT;
    return !isThrottled(e) && (ofAws || cause(e) != null);
  }

  /** Whether a permission is missing. */
  public static boolean isDenied(Throwable e) {
    return e instanceof AwsServiceException s && DENIED.contains(code(s));
  }

  /** Whether what was asked for does not exist. */
  public static boolean isMissing(Throwable e) {
    return e instanceof AwsServiceException s && code(s).startsWith("ResourceNotFound");
  }

  /**
   * What failed, and what would be right.
   *
   * @param needed what the call needs to be allowed
   */
  public static String words(Throwable e, AwsPermission needed) {
    if (e instanceof AwsServiceException s) {
      return ofService(s, needed);
    }
    String said = String.valueOf(e.getMessage());
    if (said.startsWith("Unable to load credentials")) {
      return "no AWS credentials were found; right would be a profile (--profile or AWS_PROFILE,"
          + " after 'aws sso login' where it signs in by SSO), AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY, or a role of this machine";
    }
    if (said.startsWith("Unable to load region")) {
      return "no AWS region is given; right would be --region, AWS_REGION or a region in the"
          + " profile";
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return needed.action() + " was not answered in time";
    }
    Throwable cause = cause(e);
    if (cause != null) {
      return "%s cannot be called: %s (%s)"
          .formatted(needed.action(), cut(said), cause.getClass().getSimpleName());
    }
    return needed.action() + " failed: " + cut(e instanceof SdkException ? said : e.toString());
  }

  private static String ofService(AwsServiceException e, AwsPermission needed) {
    String code = code(e);
    String said = message(e);
    if (DENIED.contains(code) && isOfRole(e)) {
      Matcher role = ROLE.matcher(said);
      String arn = role.find() ? role.group() : "*";
      AwsPermission assume = new AwsPermission("sts:AssumeRole", arn);
      return "AWS refuses %s on %s (%s); this statement of a policy grants it: %s, and the role's trust policy has to name who assumes it"
          .formatted(assume.action(), assume.resource(), said, assume.statement());
    }
    if (DENIED.contains(code)) {
      return "AWS refuses %s on %s (%s); this statement of a policy grants it: %s"
          .formatted(needed.action(), needed.resource(), said, needed.statement());
    }
    if (EXPIRED.contains(code)) {
      return "the AWS credentials have expired ("
          + said
          + "); right would be to sign in again, such as with 'aws sso login'";
    }
    if (UNKNOWN_KEY.contains(code)) {
      return "AWS does not know these credentials ("
          + said
          + "); check --profile, AWS_PROFILE and AWS_ACCESS_KEY_ID, and the clock of this machine";
    }
    if (isThrottled(e)) {
      return "AWS allows %s less often (%s); it is called more slowly"
          .formatted(needed.action(), said);
    }
    String status = e.statusCode() == FORBIDDEN ? ", 403" : "";
    return "%s failed: %s (%s%s)".formatted(needed.action(), said, code, status);
  }

  /** Whether it was no call of the program's own: a role could not be assumed for one. */
  private static boolean isOfRole(AwsServiceException e) {
    return e.awsErrorDetails() != null && "Sts".equals(e.awsErrorDetails().serviceName());
  }

  private static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String message(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String said = details == null ? null : details.errorMessage();
    return cut(said == null || said.isBlank() ? "status " + e.statusCode() : said);
  }

  private static Throwable cause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return cause;
      }
    }
    return null;
  }

  /** One line, of a length that somebody reads. */
  private static String cut(String said) {
    String text = said.replaceAll("\\s+", " ").strip();
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
  }
}
