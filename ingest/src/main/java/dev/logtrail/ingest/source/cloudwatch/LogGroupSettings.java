package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsAccounts;
import dev.logtrail.limit.FeedLimits;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Which log groups are read.
 *
 * @param patterns names, patterns or ARNs, as the user wrote them
 * @param since how far back a group is read that was never read
 * @param accounts whose groups, and how they are reached
 * @param liveTail whether lines of groups that somebody follows are shown before they can be read
 * @param lookAgain after which time groups are listed again, and one is asked for again that is
 *     refused or gone, which somebody must mend
 */
public record LogGroupSettings(
    List<String> patterns,
    Duration since,
    AwsAccounts accounts,
    boolean liveTail,
    Duration lookAgain)
    implements Serializable {
  /**
   * Checks the patterns.
   *
   * @throws IllegalArgumentException if one cannot be; the message says what would be right
   */
  public LogGroupSettings {
    patterns = List.copyOf(patterns);
    for (String pattern : patterns) {
      String account = LogGroupPattern.parse(pattern).account();
      if (account != null && !accounts.holds(account)) {
        throw new IllegalArgumentException(
            "'%s' is in account %s, and no role is; right would be a role of that account, too"
                .formatted(pattern, account));
      }
    }
    if (since.isNegative()) {
      throw new IllegalArgumentException("since is " + since + "; right would be 0 or more");
    }
  }

  /** Groups that are looked for again as often as is of use. */
  public LogGroupSettings(
      List<String> patterns, Duration since, AwsAccounts accounts, boolean liveTail) {
    this(patterns, since, accounts, liveTail, Duration.ofMillis(FeedLimits.SLOWEST_RETRY_MS));
  }

  /** Groups of one account, or of those whose role {@code access} names. */
  public LogGroupSettings(List<String> patterns, Duration since, AwsAccess access) {
    this(patterns, since, AwsAccounts.of(access), false);
  }

  List<LogGroupPattern> parsed() {
    return patterns.stream().map(LogGroupPattern::parse).toList();
  }

  /** How what may fit a pattern is listed: once in each account that it may be in. */
  List<AwsAccess> listings(LogGroupPattern pattern) {
    List<AwsAccess> all =
        pattern.account() == null ? accounts.all() : List.of(accounts.of(pattern.account()));
    return pattern.region() == null
        ? all
        : all.stream().map(access -> access.in(pattern.region())).toList();
  }

  /** How a group is reached. */
  AwsAccess access(LogGroup group) {
    return accounts.of(group.account()).in(group.region());
  }

  /** Whether a group is to be read. */
  boolean reads(LogGroup group) {
    return accounts.holds(group.account()) && parsed().stream().anyMatch(p -> p.matches(group));
  }

  /** What status calls a group: by its name where that tells which one it is. */
  String partName(LogGroup group) {
    boolean several = accounts.isSeveral() || parsed().stream().anyMatch(p -> p.region() != null);
    return several ? group.key() : group.name();
  }

  /** What status calls it. */
  String feedName() {
    return String.join(",", patterns);
  }
}
