package dev.logtrail.structured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudWatch's embedded metric format: {@code _aws.CloudWatchMetrics} says which of the line's keys
 * are metrics. They become one list under {@value #METRICS}, each {@code
 * {"namespace","name","unit","value","dimensions":[{name:value}…]}}; a dimension's own key stays a
 * field, a metric's goes, and so does {@code _aws} once nothing else is left in it.
 */
final class EmbeddedMetrics {
  /** Where the metrics of a line stand. */
  static final String METRICS = "_metrics";

  private static final String AWS = "_aws";
  private static final String DIRECTIVES = "CloudWatchMetrics";

  private EmbeddedMetrics() {}

  /** Moves the metrics of a line, if it carries any. */
  static void move(Map<String, Object> fields) {
    if (!(fields.get(AWS) instanceof Map<?, ?> aws)
        || !(aws.get(DIRECTIVES) instanceof List<?> directives)
        || fields.containsKey(METRICS)) {
      return;
    }
    List<Object> metrics = new ArrayList<>();
    for (Object directive : directives) {
      if (directive instanceof Map<?, ?> map) {
        read(map, fields, metrics);
      }
    }
    if (metrics.isEmpty()) {
      return;
    }
    for (Object metric : metrics) {
      fields.remove(String.valueOf(((Map<?, ?>) metric).get("name")));
    }
    aws.remove(DIRECTIVES);
    if (aws.isEmpty()) {
      fields.remove(AWS);
    }
    fields.put(METRICS, metrics);
  }

  private static void read(Map<?, ?> directive, Map<String, Object> fields, List<Object> into) {
    List<Object> dimensions = dimensions(directive.get("Dimensions"), fields);
    if (!(directive.get("Metrics") instanceof List<?> metrics)) {
      return;
    }
    for (Object definition : metrics) {
      if (definition instanceof Map<?, ?> metric && metric.get("Name") instanceof String name) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("namespace", directive.get("Namespace"));
        one.put("name", name);
        one.put("unit", metric.get("Unit"));
        one.put("value", fields.get(name));
        one.put("dimensions", dimensions);
        if (metric.get("StorageResolution") != null) {
          one.put("storageResolution", metric.get("StorageResolution"));
        }
        into.add(one);
      }
    }
  }

  private static List<Object> dimensions(Object listed, Map<String, Object> fields) {
    List<Object> sets = new ArrayList<>();
    for (Object set : listed instanceof List<?> list ? list : List.of()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Object name : set instanceof List<?> names ? names : List.of()) {
        values.put(String.valueOf(name), fields.get(String.valueOf(name)));
      }
      sets.add(values);
    }
    return sets;
  }
}
