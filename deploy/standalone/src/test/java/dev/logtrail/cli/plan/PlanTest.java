package dev.logtrail.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.text.NamePattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The templates of deploy/aws, by the rules of CloudFormation and Terraform; and what plans print.
 */
class PlanTest {
  private static final Map<String, Set<String>> ACTIONS =
      Map.of(
          "log-groups", Set.of("logs:DescribeLogGroups", "logs:FilterLogEvents"),
          "kinesis",
              Set.of(
                  "kinesis:DescribeStreamSummary",
                  "kinesis:GetRecords",
                  "kinesis:GetShardIterator",
                  "kinesis:ListShards",
                  "kinesis:PutRecord",
                  "sts:AssumeRole"),
          "firehose",
              Set.of(
                  "firehose:PutRecord",
                  "logs:PutLogEvents",
                  "s3:AbortMultipartUpload",
                  "s3:GetBucketLocation",
                  "s3:GetObject",
                  "s3:ListBucket",
                  "s3:ListBucketMultipartUploads",
                  "s3:PutObject",
                  "sts:AssumeRole"),
          "events", Set.of("events:InvokeApiDestination", "sqs:SendMessage", "sts:AssumeRole"),
          "invoke", Set.of("lambda:InvokeFunction"));

  private final PlanTemplates templates = new PlanTemplates(PlanTest::file);

  private static String file(String path) {
    try {
      return Files.readString(Path.of("..", "aws").resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Plan plan(Via via, List<String> groups, double gbPerDay) {
    return new Plan(
        via,
        "us-east-1",
        List.of(new NamePattern("/aws/lambda/shop-*")),
        groups,
        groups == null,
        List.of("/aws/lambda/logtrail", "/own"),
        new DeliveryVolume(gbPerDay, 2, "as the test says"),
        "shop",
        "https://logs.example.com",
        true,
        "dev-*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log-groups", "kinesis", "firehose", "events", "invoke"})
  void everyTemplateIsRightAndAllowsNoMoreThanItMust(String name) {
    CloudFormationRules cloudFormation = new CloudFormationRules(file(name + ".yaml"));
    assertThat(cloudFormation.faults()).isEmpty();
    assertThat(cloudFormation.actions()).isEqualTo(ACTIONS.get(name));
    TerraformRules terraform = new TerraformRules(file("terraform/" + name + "/main.tf"));
    assertThat(terraform.faults()).isEmpty();
    assertThat(terraform.actions()).isEqualTo(ACTIONS.get(name));
  }

  @Test
  void theRulesFindWhatIsWrong() {
    String kinesis = file("kinesis.yaml");
    for (String[] change :
        new String[][] {
          {"!GetAtt Stream.Arn", "!GetAtt Streem.Arn"},
          {"!GetAtt Stream.Arn", "!GetAtt Stream.Name"},
          {"!Ref RetentionHours", "24"},
          {"StreamModeDetails:", "StreamModeDetail:"},
          {"      PolicyName: logtrail\n", ""},
          {"kinesis:PutRecord", "kinesis:Put*"},
          {"${LeftOut}", "${LeftOff}"},
        }) {
      String wrong =
          kinesis.replaceFirst(
              java.util.regex.Pattern.quote(change[0]), change[1].replace("$", "\\$"));
      assertThat(wrong).isNotEqualTo(kinesis);
      assertThat(new CloudFormationRules(wrong).faults()).as(change[1]).isNotEmpty();
    }
    String terraform = file("terraform/kinesis/main.tf");
    for (String[] change :
        new String[][] {
          {"var.stream_name", "var.stream"},
          {"aws_kinesis_stream.logs.arn", "aws_kinesis_stream.log.arn"},
          {"retention_period ", "retention_hours "},
          {"resources = [aws_kinesis_stream.logs.arn]", "resources = [\"*\"]"},
          {"stream_mode_details {", "stream_mode_details {{"},
        }) {
      assertThat(new TerraformRules(terraform.replace(change[0], change[1])).faults())
          .as(change[1])
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Via.class)
  void whatIsPrintedIsRightAndHasThePlansValues(Via via) {
    Plan plan = plan(via, null, 20);
    for (String name : plan.templates()) {
      String cloudFormation = templates.cloudFormation(plan, name);
      assertThat(new CloudFormationRules(cloudFormation).faults()).as(name).isEmpty();
      String terraform = templates.terraform(plan, name);
      assertThat(new TerraformRules(terraform).faults()).as(name).isEmpty();
      assertThat(cloudFormation + terraform)
          .doesNotContain("logtrail.example.com", "Default: logtrail\n", "default = \"logtrail\"");
    }
    if (via != Via.api) {
      CloudFormationRules printed =
          new CloudFormationRules(templates.cloudFormation(plan, via.template));
      assertThat(printed.at("Parameters", "StreamName", "Default")).isEqualTo("shop");
      assertThat(printed.at("Parameters", "LeftOut", "Default"))
          .isEqualTo("\"/aws/lambda/logtrail\",\"/own\"");
      assertThat(templates.terraform(plan, via.template))
          .contains("[\"/aws/lambda/logtrail\", \"/own\"]");
    }
  }

  /** No line that carries a log may make another. */
  @Test
  void ownGroupsAreLeftOutOfWhatIsSentForTheWholeAccount() {
    assertThat(file("kinesis.yaml")).contains("LogGroupName NOT IN [${LeftOut}]");
    assertThat(file("firehose.yaml"))
        .contains("LogGroupName NOT IN [\"/aws/kinesisfirehose/${StreamName}\",${LeftOut}]");
    assertThat(file("terraform/firehose/main.tf"))
        .contains("concat([aws_cloudwatch_log_group.faults.name], var.left_out)");
  }

  @ParameterizedTest
  @CsvSource({"kinesis, true", "firehose, false"})
  void someGroupsHaveAFilterEachInPlaceOfTheAccountsSubscription(Via via, boolean distributes) {
    Plan plan = plan(via, List.of("/aws/lambda/shop-a", "/aws/lambda/shop-b"), 1);
    String text = templates.cloudFormation(plan, via.template);
    CloudFormationRules printed = new CloudFormationRules(text);

    assertThat(printed.faults()).isEmpty();
    assertThat(printed.types().values())
        .filteredOn("AWS::Logs::SubscriptionFilter"::equals)
        .hasSize(2);
    assertThat(printed.types().values()).doesNotContain("AWS::Logs::AccountPolicy");
    assertThat(printed.at("Resources", "Subscription2", "Properties", "LogGroupName"))
        .isEqualTo("/aws/lambda/shop-b");
    assertThat(text.contains("Distribution: ByLogStream")).isEqualTo(distributes);
    assertThat(templates.terraform(plan, via.template))
        .contains("default     = [\"/aws/lambda/shop-a\", \"/aws/lambda/shop-b\"]");
  }

  /**
   * 20 GB a day in records of 2 KB are 318.8 million records a month, each about 1 KB compressed.
   */
  @ParameterizedTest
  @CsvSource({"kinesis, 90.49", "firehose, 72.53", "api, 0.00"})
  void costsAreThoseOfTheVolumeAsItIsBilled(Via via, BigDecimal usd) {
    MonthlyCosts costs = MonthlyCosts.of(plan(via, null, 20), DeliveryPrices.builtIn());
    assertThat(costs.usd()).isEqualByComparingTo(usd);
    assertThat(costs.notes()).anyMatch(note -> note.startsWith("not counted"));
    assertThat(costs.notes()).noneMatch(note -> note.contains("the table lacks"));
  }

  @Test
  void aRegionWithoutPricesIsNamed() {
    Plan there =
        new Plan(
            Via.kinesis,
            "eu-west-9",
            List.of(new NamePattern("*")),
            null,
            true,
            List.of(),
            new DeliveryVolume(1, 2, "x"),
            "logtrail",
            null,
            false,
            null);
    assertThat(MonthlyCosts.of(there, DeliveryPrices.builtIn()).notes())
        .anyMatch(note -> note.contains("lacks prices of eu-west-9"));
  }

  private String printed(Plan plan, PlanPrinter.Format format) {
    StringWriter out = new StringWriter();
    new PlanPrinter(new PrintWriter(out), templates).print(plan, format);
    return out.toString();
  }

  @Test
  void theTextNamesWhatIsCreatedWhatItCostsAndWhatIsNext() {
    String text =
        printed(plan(Via.firehose, List.of("/aws/lambda/shop-a"), 20), PlanPrinter.Format.text);
    assertThat(text)
        .contains(
            "1 log groups fit:",
            "/aws/lambda/shop-a",
            "AWS::S3::Bucket",
            "keeps what could not be delivered",
            "AWS::Events::Rule",
            "Estimated costs a month, for 20.00 GB of log text a day (as the test says)",
            "72.53 USD  in all",
            "Prices of 20",
            "https://logs.example.com by HTTPS on port 443");
  }

  @Test
  void theJsonHoldsTheSame() throws IOException {
    String json = printed(plan(Via.kinesis, null, 20), PlanPrinter.Format.json);
    var root = new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
    assertThat(root.at("/estimate/usdPerMonth").asText()).isEqualTo("90.49");
    assertThat(root.get("accountWide").asBoolean()).isTrue();
    assertThat(root.get("resources").findValuesAsText("type")).contains("AWS::Kinesis::Stream");
  }
}
