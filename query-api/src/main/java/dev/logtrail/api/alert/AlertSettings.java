package dev.logtrail.api.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules, and who is told.
 *
 * @param link what links to the page begin with, such as {@code http://127.0.0.1:8080}; null for no
 *     links
 */
public record AlertSettings(List<AlertRule> rules, List<AlertTarget> targets, String link) {
  public AlertSettings {
    rules = List.copyOf(rules);
    targets = List.copyOf(targets);
    Set<String> names = new HashSet<>();
    for (AlertRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("two rules are called '" + rule.name() + "'");
      }
    }
    Set<String> told = new HashSet<>();
    for (AlertTarget target : targets) {
      if (!told.add(target.name())) {
        throw new IllegalArgumentException(
            "two targets are called '" + target.name() + "': give each a 'name' of its own");
      }
    }
  }
}
