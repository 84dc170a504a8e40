package dev.logtrail.ingest.source.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsAccounts;
import dev.logtrail.ingest.aws.StsStub;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.SourceRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Log groups of several accounts and regions, each read by a role whose keys end. */
@Timeout(300)
class LogGroupAccountsIT {
  private static final String A = "111111111111";
  private static final String B = "222222222222";
  private static final List<String> ROLES =
      List.of("arn:aws:iam::" + A + ":role/logtrail", "arn:aws:iam::" + B + ":role/logtrail");

  @TempDir private Path checkpoints;
  private LogsStub stub;
  private StsStub roles;

  @BeforeEach
  void start() throws Exception {
    System.setProperty("aws.accessKeyId", "own");
    System.setProperty("aws.secretAccessKey", "own");
    roles = new StsStub();
    stub = new LogsStub();
    stub.accounts(roles);
  }

  @AfterEach
  void stop() {
    stub.close();
    roles.close();
  }

  private LogGroupsSource source(String name, String... patterns) {
    AwsAccess access = new AwsAccess("eu-west-1", stub.endpoint(), null, null);
    return new LogGroupsSource(
        new LogGroupSettings(
            List.of(patterns),
            Duration.ofHours(1),
            new AwsAccounts(access, ROLES),
            false,
            Duration.ofSeconds(1)),
        MemoryPositions.opener(name),
        Clock.systemUTC());
  }

  private String put(String account, String region, String group, String text) {
    long now = System.currentTimeMillis();
    return stub.put(account, region, group, "s", now, now, text);
  }

  private static FeedState feed(String name) {
    return Feeds.here().states().stream()
        .filter(feed -> feed.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsEachAccountByItsRoleAndEachPatternWhereItSays() throws Exception {
    String everywhere = "/acc/*";
    String only = "arn:aws:logs:us-east-1:" + B + ":log-group:/only/*";
    List<String> all =
        new ArrayList<>(
            List.of(
                put(A, "eu-west-1", "/acc/same", "of a"),
                put(B, "eu-west-1", "/acc/same", "of b"),
                put(B, "us-east-1", "/only/b", "of b elsewhere")));
    Set<String> others =
        Set.of(
            put(A, "us-east-1", "/only/b", "the other account"),
            put(B, "eu-west-1", "/only/b", "the other region"),
            put("333333333333", "eu-west-1", "/acc/same", "an account without a role"));
    try (SourceRun job =
        SourceRun.start("accounts", source("accounts", everywhere, only), checkpoints)) {
      job.await(all);
      job.awaitCheckpoints(2);
    }
    assertThat(new HashSet<>(SourceRun.ids("accounts"))).doesNotContainAnyElementsOf(others);
    assertThat(feed(everywhere + "," + only).parts())
        .extracting(FeedState.Part::name)
        .containsExactlyInAnyOrder(
            A + ":eu-west-1:/acc/same", B + ":eu-west-1:/acc/same", B + ":us-east-1:/only/b");
    assertThat(new HashSet<>(roles.assumed())).isEqualTo(new HashSet<>(ROLES));

    all.add(put(B, "us-east-1", "/only/b", "while nobody read"));
    try (SourceRun job =
        SourceRun.resume("accounts", source("accounts", everywhere, only), checkpoints)) {
      job.await(all);
    }
  }

  @Test
  void keysThatEndAreRenewedAndARoleThatIsRefusedIsNamed() throws Exception {
    // The SDK takes keys as ended a minute before they are.
    roles.life(Duration.ofSeconds(62));
    roles.fail("AccessDenied");
    List<String> all = new ArrayList<>(List.of(put(A, "eu-west-1", "/renew/a", "one")));
    try (SourceRun job = SourceRun.start("renew", source("renew", "/renew/*"), checkpoints)) {
      SourceRun.until(
          () -> feed("/renew/*").lastError() != null, () -> "the refusal is not told of");
      assertThat(feed("/renew/*").lastError())
          .contains("AWS refuses sts:AssumeRole on arn:aws:iam::")
          .contains(":role/logtrail")
          .contains("\"Action\": \"sts:AssumeRole\"")
          .contains("trust policy");
      job.await(all);
      int before = roles.assumed().size();
      roles.fail("Throttling");
      roles.fail("cut");
      SourceRun.until(() -> roles.assumed().size() >= before + 2, () -> "not renewed");
      all.add(put(A, "eu-west-1", "/renew/a", "two"));
      job.await(all);
      SourceRun.until(
          () -> feed("/renew/*").connectedSince() != null, () -> "not said to work again");
    }
    assertThat(stub.expired()).as("calls with keys that had ended").isZero();
  }
}
