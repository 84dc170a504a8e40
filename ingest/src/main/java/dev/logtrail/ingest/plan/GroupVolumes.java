package dev.logtrail.ingest.plan;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.text.NamePattern;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** Asks CloudWatch Logs which log groups fit patterns, and what they hold. */
public final class GroupVolumes implements AutoCloseable {
  private static final AwsPermission LISTING = new AwsPermission("logs:DescribeLogGroups", "*");

  private final AwsClients clients;

  /** Asks with these credentials. */
  public GroupVolumes(AwsAccess access) {
    this.clients = new AwsClients(access);
  }

  /**
   * The region that is asked.
   *
   * @throws AwsCallException if none is given anywhere
   */
  public String region() throws AwsCallException {
    try {
      return clients.region().id();
    } catch (SdkException e) {
      throw new AwsCallException(e, LISTING);
    }
  }

  /**
   * The groups that can be subscribed to and fit one of some patterns, by name.
   *
   * @param nowMs the time now, epoch ms
   * @throws AwsCallException if they cannot be listed
   */
  public Collection<GroupVolume> find(List<NamePattern> patterns, long nowMs)
      throws AwsCallException {
    TreeMap<String, GroupVolume> found = new TreeMap<>();
    try (CloudWatchLogsClient client = clients.configure(CloudWatchLogsClient.builder()).build()) {
      for (NamePattern pattern : patterns) {
        list(client, pattern, nowMs, found);
      }
      return List.copyOf(found.values());
    } catch (SdkException e) {
      throw new AwsCallException(e, LISTING);
    }
  }

  private static void list(
      CloudWatchLogsClient client,
      NamePattern pattern,
      long nowMs,
      TreeMap<String, GroupVolume> found) {
    String prefix = pattern.text().replaceFirst("[*?].*", "");
    String token = null;
    do {
      DescribeLogGroupsResponse page =
          client.describeLogGroups(
              DescribeLogGroupsRequest.builder()
                  .nextToken(token)
                  .logGroupNamePrefix(prefix.isEmpty() ? null : prefix)
                  .build());
      page.logGroups().stream()
          .filter(group -> pattern.matches(group.logGroupName()))
          // Groups of the other classes cannot be subscribed to.
          .filter(group -> isStandard(group))
          .forEach(group -> found.put(group.logGroupName(), volume(group, nowMs)));
      token = page.nextToken();
    } while (token != null);
  }

  private static boolean isStandard(LogGroup group) {
    return group.logGroupClass() == null || group.logGroupClass() == LogGroupClass.STANDARD;
  }

  private static GroupVolume volume(LogGroup group, long nowMs) {
    long created = group.creationTime() == null ? nowMs : group.creationTime();
    long age = Math.max(1, Duration.ofMillis(nowMs - created).toDays());
    long days =
        group.retentionInDays() == null ? age : Math.min(age, Math.max(1, group.retentionInDays()));
    return new GroupVolume(
        group.logGroupName(), group.storedBytes() == null ? 0 : group.storedBytes(), (int) days);
  }

  @Override
  public void close() {
    clients.close();
  }
}
