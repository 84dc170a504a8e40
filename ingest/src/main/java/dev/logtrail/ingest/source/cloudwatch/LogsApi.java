package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsPermission;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;

/** The calls of CloudWatch Logs in one region that reading takes. Thread-safe. */
final class LogsApi implements AutoCloseable {
  private static final int REGION_PART = 3;
  private static final int ACCOUNT_PART = 4;

  private final AwsClients clients;
  private final CloudWatchLogsClient client;

  LogsApi(AwsAccess access) {
    this.clients = new AwsClients(access);
    this.client = clients.configure(CloudWatchLogsClient.builder()).build();
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
      DescribeLogGroupsResponse page = client.describeLogGroups(request.build());
      page.logGroups().stream()
          .filter(group -> pattern.matches(group.logGroupName()))
          .map(group -> group(group.arn(), group.logGroupName()))
          .forEach(groups::add);
      token = page.nextToken();
    } while (token != null);
    return groups;
  }

  private static LogGroup group(String arn, String name) {
    String[] parts = arn.split(":", ACCOUNT_PART + 2);
    return new LogGroup(parts[ACCOUNT_PART], parts[REGION_PART], name);
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
    clients.close();
  }
}
