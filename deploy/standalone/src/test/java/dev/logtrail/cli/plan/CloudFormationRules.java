package dev.logtrail.cli.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What CloudFormation and its linter refuse, as far as these templates can run into it: unknown
 * types, properties and names, required properties that are missing, parameters that nothing uses,
 * permissions that are wider than they must be.
 */
final class CloudFormationRules {
  /** A reference: to a resource or a parameter, or to an attribute of one. */
  private record Reference(String name, String attribute) {}

  /** What a type must have, may have, and can be asked for. */
  private record Type(Set<String> required, Set<String> optional, Set<String> attributes) {
    static Type of(String required, String optional, String attributes) {
      return new Type(words(required), words(optional), words(attributes));
    }
  }

  private static final Map<String, Type> TYPES =
      Map.ofEntries(
          Map.entry(
              "AWS::Kinesis::Stream",
              Type.of("", "Name RetentionPeriodHours StreamModeDetails", "Arn")),
          Map.entry(
              "AWS::KinesisFirehose::DeliveryStream",
              Type.of(
                  "",
                  "DeliveryStreamName DeliveryStreamType DeliveryStreamEncryptionConfigurationInput"
                      + " HttpEndpointDestinationConfiguration",
                  "Arn")),
          Map.entry(
              "AWS::IAM::Role", Type.of("AssumeRolePolicyDocument", "Description Policies", "Arn")),
          Map.entry("AWS::IAM::ManagedPolicy", Type.of("PolicyDocument", "Description", "")),
          Map.entry(
              "AWS::Logs::AccountPolicy",
              Type.of("PolicyDocument PolicyName PolicyType", "Scope SelectionCriteria", "")),
          Map.entry(
              "AWS::Logs::SubscriptionFilter",
              Type.of(
                  "DestinationArn FilterPattern LogGroupName",
                  "Distribution FilterName RoleArn",
                  "")),
          Map.entry("AWS::Logs::LogGroup", Type.of("", "LogGroupName RetentionInDays", "Arn")),
          Map.entry("AWS::Logs::LogStream", Type.of("LogGroupName", "LogStreamName", "")),
          Map.entry(
              "AWS::S3::Bucket",
              Type.of(
                  "",
                  "BucketEncryption LifecycleConfiguration PublicAccessBlockConfiguration",
                  "Arn")),
          Map.entry(
              "AWS::Events::Connection",
              Type.of("AuthParameters AuthorizationType", "Description", "Arn SecretArn")),
          Map.entry(
              "AWS::Events::ApiDestination",
              Type.of(
                  "ConnectionArn HttpMethod InvocationEndpoint",
                  "InvocationRateLimitPerSecond",
                  "Arn")),
          Map.entry(
              "AWS::Events::Rule", Type.of("", "Description EventPattern State Targets", "Arn")),
          Map.entry(
              "AWS::SQS::Queue",
              Type.of("", "MessageRetentionPeriod SqsManagedSseEnabled", "Arn QueueName")),
          Map.entry("AWS::SQS::QueuePolicy", Type.of("PolicyDocument Queues", "", "")));

  /** Properties within others that are used, by the property that holds them. */
  private static final Map<String, Type> NESTED =
      Map.ofEntries(
          Map.entry(
              "HttpEndpointDestinationConfiguration",
              Type.of(
                  "EndpointConfiguration S3Configuration",
                  "BufferingHints CloudWatchLoggingOptions RequestConfiguration RetryOptions"
                      + " RoleARN S3BackupMode",
                  "")),
          Map.entry("EndpointConfiguration", Type.of("Url", "AccessKey Name", "")),
          Map.entry("BufferingHints", Type.of("", "IntervalInSeconds SizeInMBs", "")),
          Map.entry("RetryOptions", Type.of("", "DurationInSeconds", "")),
          Map.entry("RequestConfiguration", Type.of("", "ContentEncoding CommonAttributes", "")),
          Map.entry("S3Configuration", Type.of("BucketARN RoleARN", "CompressionFormat", "")),
          Map.entry(
              "CloudWatchLoggingOptions", Type.of("", "Enabled LogGroupName LogStreamName", "")),
          Map.entry("StreamModeDetails", Type.of("StreamMode", "", "")),
          Map.entry(
              "PublicAccessBlockConfiguration",
              Type.of(
                  "BlockPublicAcls BlockPublicPolicy IgnorePublicAcls RestrictPublicBuckets",
                  "",
                  "")),
          Map.entry("Targets", Type.of("Arn Id", "DeadLetterConfig RetryPolicy RoleArn", "")),
          Map.entry(
              "RetryPolicy", Type.of("", "MaximumEventAgeInSeconds MaximumRetryAttempts", "")));

  private static final Set<String> PSEUDO =
      Set.of("AWS::Region", "AWS::AccountId", "AWS::Partition");
  private static final Pattern IN_TEXT =
      Pattern.compile("\\$\\{([A-Za-z0-9:]+)(?:\\.([A-Za-z]+))?}");

  private final List<String> faults = new ArrayList<>();
  private final Map<?, ?> root;
  private final Set<Reference> references = new HashSet<>();
  private final Set<String> actions = new TreeSet<>();

  CloudFormationRules(String template) {
    this.root = new Yaml(new Tags()).load(template);
    check();
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  /** What is wrong; empty if nothing is. */
  List<String> faults() {
    return faults;
  }

  /** Every action that a policy allows. */
  Set<String> actions() {
    return actions;
  }

  /** A part by its path. */
  Object at(String... path) {
    Object at = root;
    for (String key : path) {
      at = ((Map<?, ?>) at).get(key);
    }
    return at;
  }

  /** Of each resource its type. */
  Map<String, String> types() {
    Map<String, String> types = new HashMap<>();
    ((Map<?, ?>) root.get("Resources"))
        .forEach((id, r) -> types.put((String) id, (String) ((Map<?, ?>) r).get("Type")));
    return types;
  }

  private void check() {
    Set<Object> sections = new HashSet<>(root.keySet());
    sections.removeAll(
        Set.of("AWSTemplateFormatVersion", "Description", "Parameters", "Resources", "Outputs"));
    sections.forEach(s -> faults.add("unknown section " + s));
    Map<?, ?> parameters = (Map<?, ?>) root.get("Parameters");
    Map<?, ?> resources = (Map<?, ?>) root.get("Resources");
    resources.forEach((id, resource) -> resource((String) id, (Map<?, ?>) resource));
    values(root.get("Outputs"), "Outputs");
    Map<String, String> types = types();
    for (Reference r : references) {
      Type type = TYPES.get(types.getOrDefault(r.name(), ""));
      if (r.attribute() != null && (type == null || !type.attributes().contains(r.attribute()))) {
        faults.add("no attribute " + r);
      } else if (!types.containsKey(r.name())
          && !parameters.containsKey(r.name())
          && !PSEUDO.contains(r.name())) {
        faults.add("nothing is named " + r.name());
      }
    }
    for (Object parameter : parameters.keySet()) {
      if (references.stream().noneMatch(r -> r.name().equals(parameter))) {
        faults.add("nothing uses the parameter " + parameter);
      }
    }
  }

  private void resource(String id, Map<?, ?> resource) {
    Type type = TYPES.get(resource.get("Type"));
    if (type == null) {
      faults.add(id + " is of the unknown type " + resource.get("Type"));
      return;
    }
    if (!(resource.get("Metadata") instanceof Map<?, ?> m && m.get("Purpose") instanceof String)) {
      faults.add(id + " does not say what it is for");
    }
    properties(id, (Map<?, ?>) resource.get("Properties"), type);
  }

  private void properties(String where, Map<?, ?> properties, Type type) {
    for (String required : type.required()) {
      if (!properties.containsKey(required)) {
        faults.add(where + " lacks " + required);
      }
    }
    for (Object name : properties.keySet()) {
      if (!type.required().contains(name) && !type.optional().contains(name)) {
        faults.add(where + " has the unknown property " + name);
      }
    }
    values(properties, where);
  }

  private void values(Object value, String where) {
    if (value instanceof Reference r) {
      references.add(r);
    } else if (value instanceof List<?> list) {
      list.forEach(item -> values(item, where));
    } else if (value instanceof Map<?, ?> map) {
      if (map.containsKey("Effect")) {
        statement(map, where);
      }
      map.forEach(
          (key, inner) -> {
            Type nested = NESTED.get(String.valueOf(key));
            if (nested == null) {
              values(inner, where + "." + key);
            } else {
              for (Object one : inner instanceof List<?> list ? list : List.of(inner)) {
                properties(where + "." + key, (Map<?, ?>) one, nested);
              }
            }
          });
    }
  }

  private void statement(Map<?, ?> statement, String where) {
    Object allowed = statement.get("Action");
    for (Object action : allowed instanceof List<?> list ? list : List.of(allowed)) {
      actions.add((String) action);
      boolean takesNoArn = action.equals("logs:DescribeLogGroups");
      if (((String) action).contains("*") || "*".equals(statement.get("Resource")) && !takesNoArn) {
        faults.add(where + " allows more than it must: " + action);
      }
    }
  }

  /** Reads !Ref, !GetAtt and !Sub. */
  private final class Tags extends SafeConstructor {
    Tags() {
      super(new LoaderOptions());
      on("!Ref", text -> new Reference(text, null));
      on(
          "!GetAtt",
          text -> new Reference(text.split("\\.")[0], text.substring(text.indexOf('.') + 1)));
      on(
          "!Sub",
          text -> {
            List<Reference> all = new ArrayList<>();
            Matcher names = IN_TEXT.matcher(text);
            while (names.find()) {
              all.add(new Reference(names.group(1), names.group(2)));
            }
            if (all.isEmpty()) {
              faults.add("!Sub without a name: " + text);
            }
            return all;
          });
    }

    private void on(String tag, java.util.function.Function<String, Object> made) {
      yamlConstructors.put(
          new Tag(tag),
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return made.apply(((ScalarNode) node).getValue());
            }
          });
    }
  }
}
