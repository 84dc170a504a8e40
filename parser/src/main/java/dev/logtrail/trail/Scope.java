package dev.logtrail.trail;

import dev.logtrail.text.NamePattern;
import java.util.List;

/**
 * Which log groups of which accounts somebody may see, or send to. What belongs to no log group yet
 * counts as its function's default one: {@code /aws/lambda/<function>}.
 *
 * @param accounts patterns, one of which an account must fit; empty for every account
 * @param logGroups patterns, one of which a log group must fit; empty for every log group
 */
public record Scope(List<NamePattern> accounts, List<NamePattern> logGroups) {
  /** Where the logs of a function go, unless another log group is set. */
  public static final String DEFAULT_GROUP = "/aws/lambda/";

  /** Everything. */
  public static final Scope ALL = new Scope(List.of(), List.of());

  /** Nothing: no account has this name. */
  public static final Scope NOTHING = new Scope(List.of(new NamePattern("\0")), List.of());

  public Scope {
    accounts = List.copyOf(accounts);
    logGroups = List.copyOf(logGroups);
  }

  /** Whether nothing is out of it. */
  public boolean isAll() {
    return accounts.isEmpty() && logGroups.isEmpty();
  }

  /** The one account that is in it; null if there are several. */
  public String onlyAccount() {
    boolean one = accounts.size() == 1 && !accounts.get(0).text().matches(".*[*?].*");
    return one ? accounts.get(0).text() : null;
  }

  /** Whether an account has anything in it. */
  public boolean hasAccount(String account) {
    return fits(accounts, account);
  }

  /** Whether a log stream is in it; one without a log group is where its function's logs go. */
  public boolean has(LogStream stream, String functionName) {
    String group = stream.logGroup().isEmpty() ? DEFAULT_GROUP + functionName : stream.logGroup();
    return hasAccount(stream.account()) && fits(logGroups, group);
  }

  /** Whether a log result is in it, as long as no log stream of its request is known. */
  public boolean has(Invocation invocation) {
    return hasAccount(invocation.account())
        && fits(logGroups, DEFAULT_GROUP + invocation.functionName());
  }

  private static boolean fits(List<NamePattern> patterns, String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matches(name));
  }
}
