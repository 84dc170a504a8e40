package dev.logtrail.ingest.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.kinesis.StartFrom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwsAccountsTest {
  private static final AwsAccess OWN = new AwsAccess("eu-west-1", null, null, null);
  private static final String A = "arn:aws:iam::111111111111:role/logs";
  private static final String B = "arn:aws:iam::222222222222:role/logs";

  @Test
  void eachAccountIsReachedByItsRole() {
    AwsAccounts both = new AwsAccounts(OWN, List.of(A, B));
    assertThat(both.all()).extracting(AwsAccess::role).containsExactly(A, B);
    assertThat(both.of("222222222222").role()).isEqualTo(B);
    assertThat(both.holds("333333333333")).isFalse();
    assertThat(AwsAccounts.of(OWN).all()).containsExactly(OWN);
    assertThat(AwsAccounts.of(OWN).holds("333333333333")).as("nobody says no").isTrue();
    assertThatThrownBy(() -> new AwsAccounts(OWN, List.of(A, A + "2")))
        .hasMessage("two roles are in account 111111111111; right would be one role an account");
  }

  @Test
  void whatIsReadMustSayWhereItIsAndHaveARoleThere() {
    AwsAccounts both = new AwsAccounts(OWN, List.of(A, B));
    assertThatThrownBy(() -> new KinesisSettings(List.of("logs"), StartFrom.LATEST, both))
        .hasMessageContaining("roles of several; right would be its ARN");
    String other = "arn:aws:kinesis:eu-west-1:333333333333:stream/logs";
    assertThatThrownBy(() -> new KinesisSettings(List.of(other), StartFrom.LATEST, both))
        .hasMessageContaining("is in account 333333333333, and no role is");
    String group = "arn:aws:logs:eu-west-1:333333333333:log-group:/a";
    assertThatThrownBy(() -> new LogGroupSettings(List.of(group), Duration.ofHours(1), both, false))
        .hasMessageContaining("is in account 333333333333, and no role is");
    new LogGroupSettings(
        List.of("arn:aws:logs:eu-west-1:*:log-group:/a", "arn:aws:logs::222222222222:log-group:/b"),
        Duration.ofHours(1),
        both,
        false);
  }
}
