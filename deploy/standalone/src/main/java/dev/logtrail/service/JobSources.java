package dev.logtrail.service;

import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.ingest.source.cloudwatch.LogGroupsSource;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.kinesis.KinesisSource;
import dev.logtrail.job.JobSource;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.job.inbox.InboxSource;
import dev.logtrail.service.settings.ServiceOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What the job reads: the inbox, and what the settings name. */
final class JobSources {
  private JobSources() {}

  /** Nothing of AWS's is loaded unless a setting names something there. */
  static List<JobSource> of(ServiceOptions options, DatabaseAccess access) {
    List<JobSource> sources = new ArrayList<>();
    sources.add(JobSource.inbox(new InboxSource(access.inboxes())));
    KinesisSettings kinesis = options.kinesis();
    if (kinesis != null) {
      sources.add(
          new JobSource(
              "kinesis",
              new KinesisSource(kinesis, access.positions(), Clock.systemUTC()),
              options.parallelism()));
    }
    LogGroupSettings groups = options.logGroups();
    if (groups != null) {
      sources.add(
          new JobSource(
              "cloudwatch-logs",
              new LogGroupsSource(groups, access.positions(), Clock.systemUTC()),
              1));
    }
    return sources;
  }
}
