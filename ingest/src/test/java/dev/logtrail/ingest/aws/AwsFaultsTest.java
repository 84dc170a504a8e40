package dev.logtrail.ingest.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What refusals of AWS mean in words. */
class AwsFaultsTest {
  private static final AwsPermission NEEDED =
      new AwsPermission("kinesis:GetRecords", "arn:aws:kinesis:eu-west-1:123456789012:stream/logs");

  private static AwsServiceException refusal(String code, String message) {
    return AwsServiceException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @Test
  void aMissingPermissionNamesActionResourceAndStatement() {
    assertThat(
            AwsFaults.words(refusal("AccessDeniedException", "User x is not authorized"), NEEDED))
        .isEqualTo(
            "AWS refuses kinesis:GetRecords on arn:aws:kinesis:eu-west-1:123456789012:stream/logs"
                + " (User x is not authorized); this statement of a policy grants it:"
                + " {\"Effect\": \"Allow\", \"Action\": \"kinesis:GetRecords\", \"Resource\":"
                + " \"arn:aws:kinesis:eu-west-1:123456789012:stream/logs\"}");
    assertThat(AwsFaults.isDenied(refusal("AccessDenied", ""))).isTrue();
  }

  @Test
  void credentialsThatAreMissingExpiredOrUnknown() {
    SdkClientException none =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain");
    assertThat(AwsFaults.words(none, NEEDED)).contains("--profile").contains("aws sso login");
    assertThat(AwsFaults.words(refusal("ExpiredTokenException", "old"), NEEDED))
        .contains("have expired (old)")
        .contains("aws sso login");
    assertThat(AwsFaults.words(refusal("UnrecognizedClientException", "who"), NEEDED))
        .contains("does not know these credentials (who)");
  }

  @Test
  void withoutARegionTheTrialSaysSo() {
    List<AwsTrial> trials = new ArrayList<>();
    AwsTrial.all(
        trials,
        NEEDED,
        () -> {
          throw SdkClientException.create("Unable to load region from any of the providers");
        });
    assertThat(trials)
        .singleElement()
        .satisfies(trial -> assertThat(trial.fault()).contains("right would be --region"));
  }

  @Test
  void wordsAreOneLine() {
    SdkClientException odd =
        SdkClientException.create("Unable to unmarshall\n at [Source]", new IOException("cut"));
    assertThat(AwsFaults.words(odd, NEEDED)).contains("Unable to unmarshall at [Source]");
  }

  @Test
  void throttlingUnreachableAddressesAndTheRest() {
    assertThat(AwsFaults.isThrottled(refusal("LimitExceededException", "slow"))).isTrue();
    assertThat(AwsFaults.words(refusal("ThrottlingException", "slow"), NEEDED))
        .contains("less often");
    SdkClientException refused =
        SdkClientException.create("Unable to execute", new ConnectException("refused"));
    assertThat(AwsFaults.words(refused, NEEDED))
        .contains("kinesis:GetRecords cannot be called")
        .contains("ConnectException");
    assertThat(AwsFaults.words(refusal("KMSDisabledException", "key x is disabled"), NEEDED))
        .isEqualTo("kinesis:GetRecords failed: key x is disabled (KMSDisabledException)");
    assertThat(AwsFaults.words(new IllegalStateException("odd"), NEEDED)).contains("odd");
  }
}
