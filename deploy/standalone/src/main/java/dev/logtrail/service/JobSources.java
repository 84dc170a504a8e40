package dev.logtrail.service;

import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.ingest.source.cloudwatch.LogGroupsSource;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.kinesis.KinesisSource;
import dev.logtrail.ingest.source.s3.S3Settings;
import dev.logtrail.ingest.source.s3.S3Source;
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
    sources.add(JobSource.inbox(new InboxSource(access.inboxes()), options.parallelism()));
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
    S3Settings s3 = options.s3();
    if (s3 != null) {
      sources.add(
          new JobSource(
              "s3",
              new S3Source(s3, access.positions(), Clock.systemUTC()),
              Math.min(options.parallelism(), s3.places().size())));
    }
    return sources;
  }
}
