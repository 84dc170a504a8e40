package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.ingest.aws.AwsTrial;
import java.util.List;

/** Tries every permission that reading log groups takes. */
public final class LogGroupsCheck {
  private LogGroupsCheck() {}

  /**
   * Tries them, and adds the outcomes to a list; of each pattern's groups the first one is read.
   *
   * @param nowMs the time now, epoch ms
   */
  public static void run(LogGroupSettings settings, long nowMs, List<AwsTrial> trials) {
    for (LogGroupPattern pattern : settings.parsed()) {
      for (AwsAccess access : settings.listings(pattern)) {
        run(pattern, access, nowMs, trials);
      }
    }
  }

  private static String found(LogGroupPattern pattern, List<LogGroup> groups) {
    return switch (groups.size()) {
      case 0 -> "no log group fits " + pattern.glob();
      case 1 -> "one log group fits " + pattern.glob();
      default ->
          "%,d log groups fit %s, the first of which is tried"
              .formatted(groups.size(), pattern.glob());
    };
  }

  private static void run(
      LogGroupPattern pattern, AwsAccess access, long nowMs, List<AwsTrial> trials) {
    try (LogsApi api = new LogsApi(access)) {
      List<LogGroup> groups =
          AwsTrial.add(
              trials, LogsApi.listing(), () -> api.groups(pattern), all -> found(pattern, all));
      if (groups != null && groups.isEmpty()) {
        trials.add(
            new AwsTrial(
                new AwsPermission("logs:FilterLogEvents", pattern.glob()),
                "not tried: no log group fits in this account and region; check the name, --region"
                    + " and --profile. New groups are read once they appear",
                null));
      } else if (groups != null) {
        LogGroup first = groups.get(0);
        AwsTrial.add(trials, LogsApi.reading(first), () -> api.page(first, nowMs, nowMs, null));
      }
    }
  }
}
