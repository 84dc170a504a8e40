package dev.logtrail.trail;

import dev.logtrail.text.NamePattern;
import java.util.List;

/**
 * Which log groups of which accounts, and of these which tenants, somebody may see, or send to.
 * What belongs to no log group yet counts as its function's default one: {@code
 * /aws/lambda/<function>}.
 *
 * @param accounts patterns, one of which an account must fit; empty for every account
 * @param logGroups patterns, one of which a log group must fit; empty for every log group
 * @param tenants patterns, one of which the tenant of a request must fit; empty for every tenant
 *     and what has none. With tenants, what no tenant is told of is out of the scope
 */
public record Scope(
    List<NamePattern> accounts, List<NamePattern> logGroups, List<NamePattern> tenants) {
  /** Where the logs of a function go, unless another log group is set. */
  public static final String DEFAULT_GROUP = "/aws/lambda/";

  /** Everything. */
  public static final Scope ALL = new Scope(List.of(), List.of());

  /** Nothing: no account has this name. */
  public static final Scope NOTHING = new Scope(List.of(new NamePattern("\0")), List.of());

  public Scope {
    accounts = List.copyOf(accounts);
    logGroups = List.copyOf(logGroups);
    tenants = List.copyOf(tenants);
  }

  /** Every tenant of some log groups. */
  public Scope(List<NamePattern> accounts, List<NamePattern> logGroups) {
    this(accounts, logGroups, List.of());
  }

  /** Whether nothing is out of it. */
  public boolean isAll() {
    return accounts.isEmpty() && logGroups.isEmpty() && tenants.isEmpty();
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

  /** Whether it is limited to tenants: then what belongs to several, or to none, is out of it. */
  public boolean isOfTenants() {
    return !tenants.isEmpty();
  }

  /** Whether a trail is in it. */
  public boolean has(TrailHeader header) {
    String tenant = header.tenantId();
    return has(header.key().stream(), header.functionName())
        && (tenants.isEmpty() || tenant != null && fits(tenants, tenant));
  }

  /**
   * Whether a log stream may hold something of it; one without a log group is where its function's
   * logs go.
   */
  public boolean has(LogStream stream, String functionName) {
    String group = stream.logGroup().isEmpty() ? DEFAULT_GROUP + functionName : stream.logGroup();
    return hasAccount(stream.account()) && fits(logGroups, group);
  }

  /** Whether a log result is in it, as long as no log stream of its request is known. */
  public boolean has(Invocation invocation) {
    return hasFunction(invocation.account(), invocation.functionName());
  }

  /** Whether a function is in it, as long as no log stream of its request is known. */
  public boolean hasFunction(String account, String functionName) {
    return tenants.isEmpty()
        && hasAccount(account)
        && fits(logGroups, DEFAULT_GROUP + functionName);
  }

  private static boolean fits(List<NamePattern> patterns, String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matches(name));
  }
}
