package dev.logtrail.cli;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsIdentity;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.ingest.aws.AwsTrial;
import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.ingest.source.cloudwatch.LogGroupsCheck;
import dev.logtrail.ingest.source.kinesis.KinesisCheck;
import dev.logtrail.ingest.source.kinesis.KinesisSettings;
import dev.logtrail.ingest.source.s3.S3Check;
import dev.logtrail.ingest.source.s3.S3Settings;
import dev.logtrail.service.settings.AwsOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code logtrail aws}: what reading from AWS needs. */
@Command(
    name = "aws",
    description = "Looks at what reading from AWS needs, and plans what to create there.",
    subcommands = AwsPlanCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail aws check --log-group '/aws/lambda/*' --profile staging",
      "  logtrail aws check --kinesis logs --region eu-west-1",
      "  logtrail aws plan --log-group '/aws/lambda/*' --via kinesis"
    })
final class AwsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say which: aws check --log-group PATTERN, or aws plan --log-group PATTERN");
  }

  @Command(
      name = "check",
      description =
          "Tries each permission that up needs with the same flags, and says which are missing.",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:all of it works",
        "1:something does not",
        "2:the command was not understood"
      })
  int check(
      @Mixin AwsOptions aws,
      @Option(
              names = "--region",
              paramLabel = "REGION",
              description = "region (default: as the AWS CLI finds it)")
          String region) {
    aws.check(false);
    KinesisSettings kinesis = aws.kinesis(region);
    LogGroupSettings groups = aws.logGroups(region);
    S3Settings s3 = aws.s3(region, "", "");
    if (kinesis == null && groups == null && s3 == null) {
      throw new ParameterException(
          spec.subcommands().get("check"),
          "say what is to be read: --kinesis STREAM or --log-group PATTERN or --s3 PLACE");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<AwsTrial> trials = new ArrayList<>();
    for (AwsAccess access : aws.accounts(region).all()) {
      // An emulator at another address knows nobody.
      AwsIdentity identity = access.endpoint() == null ? AwsIdentity.tried(trials, access) : null;
      if (identity != null) {
        out.println("as " + identity.arn());
      }
    }
    if (kinesis != null) {
      AwsTrial.all(
          trials,
          new AwsPermission("kinesis:DescribeStreamSummary", "the stream"),
          () -> KinesisCheck.run(kinesis, trials));
    }
    if (groups != null) {
      AwsTrial.all(
          trials,
          new AwsPermission("logs:DescribeLogGroups", "*"),
          () -> LogGroupsCheck.run(groups, System.currentTimeMillis(), trials));
    }
    if (s3 != null) {
      AwsTrial.all(
          trials, new AwsPermission("s3:ListBucket", "the bucket"), () -> S3Check.run(s3, trials));
    }
    for (AwsTrial trial : trials) {
      out.printf(
          "%-7s %s on %s%n",
          trial.fault() == null ? "ok" : "FAILS",
          trial.needed().action(),
          trial.needed().resource());
      String more = trial.fault() == null ? trial.found() : trial.fault();
      if (more != null) {
        out.println("        " + more);
      }
    }
    boolean works = trials.stream().allMatch(trial -> trial.fault() == null);
    if (works) {
      out.println("All of it works: logtrail up with the same flags reads it.");
    }
    out.flush();
    return works ? 0 : 1;
  }
}
