package dev.logtrail.cli.plan;

import dev.logtrail.text.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates of {@code deploy/aws}, with a plan's values as the defaults of their parameters.
 */
final class PlanTemplates {
  private static final Pattern RESOURCE =
      Pattern.compile(
          "(?m)^  ([A-Za-z0-9]+):\\n"
              + "    Type: (AWS::[A-Za-z0-9:]+)\\n"
              + "    Metadata: \\{Purpose: \"(.*)\"}$");

  /** The block of the resource that sends all groups, and the comment before it. */
  private static final Pattern ACCOUNT_WIDE =
      Pattern.compile("(?m)(^  #.*\\n)*^  Subscription:\\n((    .*)?\\n)*");

  /**
   * A resource.
   *
   * @param id its name in the template
   * @param type CloudFormation's
   * @param purpose what it is for
   */
  record Resource(String id, String type, String purpose) {}

  private final UnaryOperator<String> files;

  /**
   * Reads templates.
   *
   * @param files gives the text of a file by its path in {@code deploy/aws}
   */
  PlanTemplates(UnaryOperator<String> files) {
    this.files = files;
  }

  /** Those that come with the program. */
  static PlanTemplates ofProgram() {
    return new PlanTemplates(
        path -> {
          try (InputStream in = PlanTemplates.class.getResourceAsStream("/aws/" + path)) {
            if (in == null) {
              throw new IllegalStateException(
                  "the program was built without deploy/aws/" + path + "; build it with Maven");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(path, e);
          }
        });
  }

  /** All that a plan creates. */
  List<Resource> resources(Plan plan) {
    List<Resource> all = new ArrayList<>();
    for (String name : plan.templates()) {
      Matcher found = RESOURCE.matcher(cloudFormation(plan, name));
      while (found.find()) {
        all.add(new Resource(found.group(1), found.group(2), found.group(3)));
      }
    }
    return all;
  }

  /** One of a plan's templates as CloudFormation. */
  String cloudFormation(Plan plan, String name) {
    String text = files.apply(name + ".yaml");
    for (Map.Entry<String, String> value : values(plan).entrySet()) {
      text =
          withDefault(
              text,
              "  " + camel(value.getKey()) + ":\n",
              "    Default: ",
              value.getKey().equals("left_out")
                  ? "'" + quoted(plan.leftOut(), ",") + "'"
                  : value.getValue());
    }
    return plan.isAccountWide() || !name.equals(plan.via().template) || plan.via() == Via.api
        ? text
        : withFilters(text, plan);
  }

  /** One of a plan's templates as Terraform. */
  String terraform(Plan plan, String name) {
    String text = files.apply("terraform/" + name + "/main.tf");
    Map<String, String> values = values(plan);
    values.computeIfPresent("log_groups", (key, pattern) -> string(pattern));
    values.computeIfPresent("url", (key, url) -> string(url));
    values.computeIfPresent("functions", (key, pattern) -> string(pattern));
    values.computeIfPresent("stream_name", (key, stream) -> string(stream));
    if (plan.via() != Via.api) {
      List<String> each = plan.isAccountWide() ? List.of() : plan.groups();
      values.put("log_groups", list(each));
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      text =
          withDefault(
              text,
              "variable \"" + value.getKey() + "\" {\n",
              "  default     = ",
              value.getValue());
      text =
          withDefault(
              text, "variable \"" + value.getKey() + "\" {\n", "  default = ", value.getValue());
    }
    return text;
  }

  private static Map<String, String> values(Plan plan) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("stream_name", plan.name());
    if (plan.via() == Via.api) {
      values.put("log_groups", plan.patterns().get(0).text());
    }
    values.put("left_out", list(plan.leftOut()));
    if (plan.url() != null) {
      values.put("url", plan.url());
    }
    if (plan.functions() != null) {
      values.put("functions", plan.functions());
    }
    return values;
  }

  /** Puts another default into the block that begins with a line, where it has one. */
  private static String withDefault(String text, String block, String key, String value) {
    int at = text.indexOf(block);
    if (at < 0) {
      return text;
    }
    int end = text.indexOf("\n" + (block.startsWith(" ") ? "  " : "}"), at + block.length());
    while (block.startsWith(" ") && end >= 0 && text.startsWith("\n    ", end)) {
      end = text.indexOf("\n", end + 1);
    }
    int found = text.indexOf("\n" + key, at);
    if (found < 0 || end >= 0 && found > end) {
      return text;
    }
    int line = text.indexOf('\n', found + 1);
    return text.substring(0, found + 1) + key + value + text.substring(line);
  }

  private static String withFilters(String text, Plan plan) {
    StringBuilder filters = new StringBuilder();
    int n = 0;
    for (String group : plan.groups()) {
      filters.append(
          """
            Subscription%d:
              Type: AWS::Logs::SubscriptionFilter
              Metadata: {Purpose: "sends %s"}
              Properties:
                FilterName: %s
                LogGroupName: %s
                FilterPattern: ""
                DestinationArn: !GetAtt Stream.Arn
                RoleArn: !GetAtt Sender.Arn
          """
              .formatted(++n, group, plan.name(), string(group)));
      if (plan.via() == Via.kinesis) {
        filters.append("      Distribution: ByLogStream\n");
      }
      filters.append('\n');
    }
    String without =
        ACCOUNT_WIDE.matcher(text).replaceFirst(Matcher.quoteReplacement(filters.toString()));
    // Nothing else asks for it.
    return Pattern.compile("(?m)^  LeftOut:\\n((    .*)?\\n)*").matcher(without).replaceFirst("\n");
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("_")) {
      camel.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return camel.toString();
  }

  private static String list(List<String> names) {
    return "[" + quoted(names, ", ") + "]";
  }

  private static String quoted(List<String> names, String between) {
    return String.join(between, names.stream().map(PlanTemplates::string).toList());
  }

  private static String string(String text) {
    return JsonText.write(text);
  }
}
