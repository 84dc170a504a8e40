package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.trail.Invocation;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;

/** The calls of CloudWatch Logs in one account and region that reading takes. Thread-safe. */
final class LogsApi implements AutoCloseable {
  private static final int REGION_PART = 3;
  private static final int ACCOUNT_PART = 4;

  private final AwsClients clients;
  private final CloudWatchLogsClient client;
  private final CloudWatchLogsClient lister;

  LogsApi(AwsAccess access) {
    this.clients = new AwsClients(access);
    this.client =
        clients
            .configure(CloudWatchLogsClient.builder())
            .overrideConfiguration(AwsClients.tellingThrottling(access))
            .build();
    // Thousands of groups are many pages, and one that is refused must not cost all before it.
    this.lister =
        clients
            .configure(CloudWatchLogsClient.builder())
            .overrideConfiguration(AwsClients.slowingDown(access))
            .build();
  }

  /** What listing groups needs to be allowed. */
  static AwsPermission listing() {
    return new AwsPermission("logs:DescribeLogGroups", "*");
  }

  /** What reading a group needs to be allowed. */
  static AwsPermission reading(LogGroup group) {
    return new AwsPermission(
        "logs:FilterLogEvents",
        "arn:aws:logs:%s:%s:log-group:%s:*"
            .formatted(group.region(), group.account(), group.name()));
  }

  /** The groups that fit a pattern. */
  List<LogGroup> groups(LogGroupPattern pattern) {
    List<LogGroup> groups = new ArrayList<>();
    String token = null;
    do {
      DescribeLogGroupsRequest.Builder request =
          DescribeLogGroupsRequest.builder().nextToken(token);
      if (!pattern.prefix().isEmpty()) {
        request.logGroupNamePrefix(pattern.prefix());
      }
      DescribeLogGroupsResponse page = lister.describeLogGroups(request.build());
      page.logGroups().stream()
          .filter(group -> pattern.matches(group.logGroupName()))
          .map(this::group)
          .filter(pattern::matches)
          .forEach(groups::add);
      token = page.nextToken();
    } while (token != null);
    return groups;
  }

  /** Emulators leave ARNs out, or make shorter ones. */
  private LogGroup group(software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup listed) {
    String arn = listed.arn() == null ? listed.logGroupArn() : listed.arn();
    String[] parts = arn == null ? new String[0] : arn.split(":", ACCOUNT_PART + 2);
    return parts.length < ACCOUNT_PART + 2
        ? new LogGroup(Invocation.UNKNOWN_ACCOUNT, clients.region().id(), listed.logGroupName())
        : new LogGroup(parts[ACCOUNT_PART], parts[REGION_PART], listed.logGroupName());
  }

  /**
   * A page of a group's events, by their time.
   *
   * @param toMs the last time that counts; null for no end
   * @param token of the page before; null for the first
   */
  FilterLogEventsResponse page(LogGroup group, long fromMs, Long toMs, String token) {
    return client.filterLogEvents(
        FilterLogEventsRequest.builder()
            .logGroupName(group.name())
            .startTime(Math.max(0, fromMs))
            .endTime(toMs)
            .nextToken(token)
            .build());
  }

  @Override
  public void close() {
    client.close();
    lister.close();
    clients.close();
  }
}
