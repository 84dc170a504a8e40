package dev.logtrail.redact.rule;

import java.util.List;
import java.util.Optional;

/** The built-in rules. */
public final class BuiltInRules {
  /** In the order in which they count where two find the same text. */
  private static final List<Rule> ALL =
      List.of(
          new PrivateKey(),
          new Authorization(),
          new Jwt(),
          new AwsAccessKey(),
          new AwsSecretKey(),
          new Card(),
          new Email());

  private BuiltInRules() {}

  /** All of them. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The one of a name. */
  public static Optional<Rule> named(String name) {
    return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(Rule::name).toList();
  }
}
