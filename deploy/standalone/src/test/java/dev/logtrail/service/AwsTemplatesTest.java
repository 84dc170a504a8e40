package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The CloudFormation templates: every name in them exists, and they allow what is needed alone. */
class AwsTemplatesTest {
  private static final Path FOLDER = Path.of("..", "aws");
  private static final Pattern NAMES =
      Pattern.compile("!Ref ([A-Za-z:]+)|!GetAtt ([A-Za-z]+)\\.|\\$\\{([A-Za-z:]+)(?:\\.Arn)?}");
  private static final Set<String> TYPES =
      Set.of(
          "AWS::Kinesis::Stream",
          "AWS::IAM::Role",
          "AWS::IAM::ManagedPolicy",
          "AWS::Logs::AccountPolicy");

  private static String text(String template) throws IOException {
    return Files.readString(FOLDER.resolve(template));
  }

  /** Short forms such as !Ref are tags that only CloudFormation knows. */
  private static Map<?, ?> parsed(String template) throws IOException {
    String plain = text(template).replaceAll("!(Ref|Sub|GetAtt) ", "");
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kinesis.yaml", "log-groups.yaml"})
  void everyNameExists(String template) throws IOException {
    Map<?, ?> root = parsed(template);
    Set<Object> known = new java.util.HashSet<>(((Map<?, ?>) root.get("Parameters")).keySet());
    Map<?, ?> resources = (Map<?, ?>) root.get("Resources");
    known.addAll(resources.keySet());
    known.addAll(Set.of("AWS::Region", "AWS::AccountId", "AWS::Partition"));
    Matcher names = NAMES.matcher(text(template));
    List<String> used = new ArrayList<>();
    while (names.find()) {
      used.add(
          names.group(1) != null
              ? names.group(1)
              : names.group(2) != null ? names.group(2) : names.group(3));
    }
    assertThat(used).isNotEmpty().allMatch(known::contains);
    assertThat(resources.values())
        .allSatisfy(r -> assertThat(TYPES).contains((String) ((Map<?, ?>) r).get("Type")));
  }

  private static TreeSet<String> actions(String template) throws IOException {
    return Pattern.compile("\\b((?:kinesis|logs|sts|iam):[A-Z][A-Za-z]+)\\b")
        .matcher(text(template))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theyAllowWhatTheSourcesCallAlone() throws IOException {
    assertThat(actions("kinesis.yaml"))
        .containsExactly(
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "kinesis:PutRecord",
            "sts:AssumeRole");
    assertThat(actions("log-groups.yaml"))
        .containsExactly("logs:DescribeLogGroups", "logs:FilterLogEvents");
    assertThat(text("kinesis.yaml")).doesNotContain("Resource: \"*\"");
  }

  @Test
  void ownGroupsAreLeftOutSoThatNoLineMakesAnother() throws IOException {
    assertThat(text("kinesis.yaml")).contains("LogGroupName NOT IN [${LeftOut}]");
    Map<?, ?> leftOut =
        (Map<?, ?>) ((Map<?, ?>) parsed("kinesis.yaml").get("Parameters")).get("LeftOut");
    assertThat((String) leftOut.get("Default")).contains("\"/aws/lambda/logtrail\"");
  }
}
