package dev.logtrail.cli;

import dev.logtrail.cli.plan.DeliveryVolume;
import dev.logtrail.cli.plan.Plan;
import dev.logtrail.cli.plan.PlanPrinter;
import dev.logtrail.cli.plan.Via;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.plan.GroupVolume;
import dev.logtrail.ingest.plan.GroupVolumes;
import dev.logtrail.service.settings.AwsAccessOptions;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.text.NamePattern;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logtrail aws plan}: what to create in AWS, and what it would cost a month. */
@Command(
    name = "plan",
    description =
        "Prints what would have to be created in AWS for log groups to come in, and what that costs"
            + " a month. Creates nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail aws plan --log-group '/aws/lambda/*' --via kinesis",
      "  logtrail aws plan --via firehose --url https://logs.example.com --gb-per-day 20 --region"
          + " eu-west-1",
      "  logtrail aws plan --log-group '/aws/lambda/shop-*' --via kinesis --format terraform >"
          + " main.tf"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the plan is printed",
      "1:AWS could not be asked",
      "2:the command was not understood"
    })
final class AwsPlanCommand implements Callable<Integer> {
  /** Beyond, one subscription of the account is better than one for each group. */
  private static final int MOST_FILTERS = 100;

  private static final double GB = 1 << 30;

  @Spec private CommandSpec spec;

  @Option(
      names = "--log-group",
      split = ",",
      paramLabel = "PATTERN",
      defaultValue = "/aws/lambda/*",
      description = "names or patterns of log groups (default: ${DEFAULT-VALUE})")
  private List<String> logGroups;

  @Option(
      names = "--via",
      defaultValue = "kinesis",
      description = "how they come: api, kinesis or firehose (default: ${DEFAULT-VALUE})")
  private Via via;

  @Option(
      names = "--gb-per-day",
      paramLabel = "N",
      description =
          "log text in a day, in GB, as the metric IncomingBytes of AWS/Logs tells it; AWS is not"
              + " asked then (default: from what the log groups hold)")
  private Double gbPerDay;

  @Option(
      names = "--record-kb",
      paramLabel = "N",
      defaultValue = "" + DeliveryVolume.USUAL_RECORD_KB,
      description = "log text in one delivered record, in KB (default: ${DEFAULT-VALUE})")
  private double recordKb;

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "GROUP",
      defaultValue = "/aws/lambda/logtrail,/logtrail",
      description =
          "log groups that are not sent: Logtrail's own, or each line would make another (default:"
              + " ${DEFAULT-VALUE})")
  private List<String> leftOut;

  @Option(
      names = "--account-wide",
      description =
          "one subscription for all log groups of the region (default: where more than "
              + MOST_FILTERS
              + " fit, or AWS is not asked)")
  private boolean accountWide;

  @Option(
      names = "--name",
      defaultValue = "logtrail",
      description = "of the stream (default: ${DEFAULT-VALUE})")
  private String name;

  @Option(
      names = "--url",
      description =
          "the server, as Firehose and EventBridge reach it, such as https://logs.example.com")
  private String url;

  @Option(names = "--events", description = "send changes of durable executions' status, too")
  private boolean events;

  @Option(
      names = "--invoke",
      paramLabel = "PATTERN",
      description = "allow these functions to be invoked, too")
  private String functions;

  @Option(names = "--region", description = "region (default: as the AWS CLI finds it)")
  private String region;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, cloudformation, terraform or json (default: ${DEFAULT-VALUE})")
  private PlanPrinter.Format format;

  @Mixin private AwsAccessOptions aws;

  @Override
  public Integer call() {
    check();
    List<NamePattern> patterns = patterns();
    Plan plan;
    try (GroupVolumes asked = new GroupVolumes(aws.access(region))) {
      String where = asked.region();
      plan =
          gbPerDay == null
              ? plan(where, patterns, asked.find(patterns, System.currentTimeMillis()))
              : plan(
                  where,
                  patterns,
                  null,
                  new DeliveryVolume(gbPerDay, recordKb, "as --gb-per-day says"));
    } catch (AwsCallException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine()
          .getErr()
          .println("Without AWS: --gb-per-day N and --region say what it would tell.");
      return 1;
    }
    new PlanPrinter(spec.commandLine().getOut()).print(plan, format);
    return 0;
  }

  private void check() {
    if (gbPerDay != null && !(gbPerDay >= 0 && gbPerDay <= 1e6)) {
      throw UserError.ofSettings("--gb-per-day is " + gbPerDay + "; right would be 0 or more");
    }
    if (!(recordKb >= 0.1 && recordKb <= 10_240)) {
      throw UserError.ofSettings("--record-kb is " + recordKb + "; right would be 0.1 to 10240");
    }
    if (!name.matches("[a-zA-Z0-9_.-]{1,64}")) {
      throw UserError.ofSettings(
          "--name is '" + name + "'; right would be letters, digits, '.', '-' and '_'");
    }
    if ((via == Via.firehose || events) && url == null) {
      throw UserError.ofSettings(
          "--via firehose and --events need --url: the address at which AWS reaches the server,"
              + " such as https://logs.example.com");
    }
    if (url != null && !url.matches("https://[a-zA-Z0-9.-]+")) {
      throw UserError.ofSettings(
          "--url is '%s'; right would be https:// and a name alone, such as https://logs.example.com: AWS calls port 443"
              .formatted(url));
    }
    if (functions != null && !functions.matches("[a-zA-Z0-9_*-]{1,140}")) {
      throw UserError.ofSettings(
          "--invoke is '" + functions + "'; right would be a function's name or a pattern");
    }
    if (via == Via.api && logGroups.size() > 1) {
      throw UserError.ofSettings(
          "--via api plans for one --log-group at a time: deploy the template for each");
    }
  }

  private List<NamePattern> patterns() {
    for (String group : logGroups) {
      groupName(
          "--log-group",
          group,
          "[a-zA-Z0-9_/.#*-]{1,512}",
          "a name or a pattern such as '/aws/lambda/*'");
    }
    for (String group : leftOut) {
      groupName("--leave-out", group, "[a-zA-Z0-9_/.#-]{1,512}", "the name of a log group");
    }
    return logGroups.stream().map(NamePattern::new).toList();
  }

  private static void groupName(String option, String value, String pattern, String right) {
    if (!value.matches(pattern)) {
      throw UserError.ofSettings(option + " is '" + value + "'; right would be " + right);
    }
  }

  private Plan plan(String where, List<NamePattern> patterns, Collection<GroupVolume> found) {
    List<GroupVolume> sent = found.stream().filter(g -> !leftOut.contains(g.name())).toList();
    double bytes = sent.stream().mapToDouble(GroupVolume::bytesPerDay).sum();
    String from =
        "an estimate: what the log groups hold, over the days they have held it; the metric"
            + " IncomingBytes of AWS/Logs tells what --gb-per-day takes";
    return plan(
        where,
        patterns,
        sent.stream().map(GroupVolume::name).toList(),
        new DeliveryVolume(bytes / GB, recordKb, from));
  }

  private Plan plan(
      String where, List<NamePattern> patterns, List<String> groups, DeliveryVolume volume) {
    boolean wide =
        accountWide || groups == null || groups.size() > MOST_FILTERS || groups.isEmpty();
    return new Plan(
        via, where, patterns, groups, wide, leftOut, volume, name, url, events, functions);
  }
}
