package dev.logtrail.cli.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A look at Terraform's language that is enough for these modules: blocks and their labels, which
 * names exist and which are used, the arguments of resources, and the actions that policies allow.
 */
final class TerraformRules {
  private static final Pattern BLOCK =
      Pattern.compile("^( *)([a-z_]+)((?: \"[a-zA-Z0-9_-]+\")*) \\{(}?)$");
  private static final Pattern ARGUMENT = Pattern.compile("^ *(\"?[a-zA-Z_-]+\"?) *= .*");
  private static final Pattern REFERENCE =
      Pattern.compile("\\b(var|local|data|each|aws_[a-z_0-9]+)\\.([a-z_]+)(?:\\.([a-z_]+))?");
  private static final Pattern ACTION =
      Pattern.compile("\"((?:kinesis|firehose|logs|s3|sts|events|sqs|lambda):[A-Z]\\w+)\"");

  /** The arguments and blocks of each type that is used. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("aws_kinesis_stream", "name retention_period stream_mode_details"),
          Map.entry("aws_iam_role", "name_prefix description assume_role_policy"),
          Map.entry("aws_iam_role_policy", "name role policy"),
          Map.entry("aws_iam_policy", "name_prefix description policy"),
          Map.entry(
              "aws_cloudwatch_log_account_policy",
              "count policy_name policy_type scope selection_criteria policy_document depends_on"),
          Map.entry(
              "aws_cloudwatch_log_subscription_filter",
              "for_each name log_group_name filter_pattern destination_arn role_arn distribution"
                  + " depends_on"),
          Map.entry("aws_cloudwatch_log_group", "name retention_in_days"),
          Map.entry("aws_cloudwatch_log_stream", "name log_group_name"),
          Map.entry("aws_s3_bucket", "bucket_prefix"),
          Map.entry(
              "aws_s3_bucket_public_access_block",
              "bucket block_public_acls block_public_policy ignore_public_acls"
                  + " restrict_public_buckets"),
          Map.entry("aws_s3_bucket_server_side_encryption_configuration", "bucket rule"),
          Map.entry("aws_s3_bucket_lifecycle_configuration", "bucket rule"),
          Map.entry(
              "aws_kinesis_firehose_delivery_stream",
              "name destination server_side_encryption http_endpoint_configuration depends_on"),
          Map.entry("aws_cloudwatch_event_connection", "name authorization_type auth_parameters"),
          Map.entry(
              "aws_cloudwatch_event_api_destination",
              "name connection_arn http_method invocation_endpoint"
                  + " invocation_rate_limit_per_second"),
          Map.entry("aws_cloudwatch_event_rule", "name_prefix description event_pattern"),
          Map.entry(
              "aws_cloudwatch_event_target", "rule arn role_arn retry_policy dead_letter_config"),
          Map.entry(
              "aws_sqs_queue", "name_prefix message_retention_seconds sqs_managed_sse_enabled"),
          Map.entry("aws_sqs_queue_policy", "queue_url policy"),
          Map.entry("aws_iam_policy_document", "statement"),
          Map.entry("aws_caller_identity", ""),
          Map.entry("aws_partition", ""),
          Map.entry("aws_region", ""));

  private final List<String> faults = new ArrayList<>();
  private final Set<String> declared = new TreeSet<>();
  private final Set<String> used = new TreeSet<>();
  private final Set<String> actions = new TreeSet<>();

  TerraformRules(String text) {
    Deque<String> open = new ArrayDeque<>();
    String type = null;
    int depth = 0;
    for (String line : text.lines().toList()) {
      String code = line.replaceFirst("(^|\\s)#.*$", "");
      Matcher block = BLOCK.matcher(code);
      Matcher argument = ARGUMENT.matcher(code);
      if (block.matches() && depth == 0) {
        type = declare(block.group(2), block.group(3).strip().replace("\"", ""));
      } else if (depth == 1 && type != null) {
        String name =
            block.matches() ? block.group(2) : argument.matches() ? argument.group(1) : null;
        if (name != null && !Set.of(ARGUMENTS.get(type).split(" ")).contains(name)) {
          faults.add(type + " has the unknown argument " + name);
        }
      }
      references(code);
      depth += brackets(code, open);
    }
    if (!open.isEmpty()) {
      faults.add("not closed: " + open);
    }
    compare();
  }

  private String declare(String kind, String labels) {
    String[] names = labels.split(" ");
    switch (kind) {
      case "variable" -> declared.add("var." + names[0]);
      case "resource", "data" -> {
        declared.add((kind.equals("data") ? "data." : "") + names[0] + "." + names[1]);
        if (ARGUMENTS.containsKey(names[0])) {
          return names[0];
        }
        faults.add("unknown type " + names[0]);
      }
      case "terraform", "output", "locals" -> {}
      default -> faults.add("unknown block " + kind);
    }
    return null;
  }

  private void references(String code) {
    Matcher found = REFERENCE.matcher(code);
    while (found.find()) {
      switch (found.group(1)) {
        case "var" -> used.add("var." + found.group(2));
        case "data" -> used.add("data." + found.group(2) + "." + found.group(3));
        case "each", "local" -> {}
        default -> used.add(found.group(1) + "." + found.group(2));
      }
    }
    Matcher allowed = ACTION.matcher(code);
    while (allowed.find()) {
      actions.add(allowed.group(1));
    }
    if (code.matches(".*resources *= \\[\"\\*\"].*")
        && !actions.equals(Set.of("logs:DescribeLogGroups"))) {
      faults.add("a resource of * where an ARN is possible");
    }
  }

  private int brackets(String code, Deque<String> open) {
    int change = 0;
    for (char c : code.toCharArray()) {
      if ("{[(".indexOf(c) >= 0) {
        open.push(String.valueOf("}])".charAt("{[(".indexOf(c))));
        change++;
      } else if ("}])".indexOf(c) >= 0) {
        if (open.isEmpty() || !open.pop().equals(String.valueOf(c))) {
          faults.add("closed but not opened: " + code);
        }
        change--;
      }
    }
    return change;
  }

  private void compare() {
    used.stream()
        .filter(name -> !declared.contains(name))
        .forEach(name -> faults.add("nothing is named " + name));
    declared.stream()
        .filter(name -> name.startsWith("var.") || name.startsWith("data."))
        .filter(name -> !used.contains(name))
        .forEach(name -> faults.add("nothing uses " + name));
  }

  /** What is wrong; empty if nothing is. */
  List<String> faults() {
    return faults;
  }

  /** Every action that a policy allows. */
  Set<String> actions() {
    return actions;
  }
}
