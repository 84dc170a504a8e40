package dev.logtrail.store.postgres.jdbc;

import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Scope;
import java.util.List;

/**
 * A {@link Scope} as SQL: conditions that leave out what a reader may not see. They name the
 * function as {@code f} and the log stream as {@code s}.
 */
public final class ScopeConditions {
  private static final String DEFAULT_GROUP = "'" + Scope.DEFAULT_GROUP + "' || f.function_name";
  private static final String GROUP = "coalesce(nullif(s.log_group, ''), " + DEFAULT_GROUP + ")";
  private static final String OWN =
      "t.request_id = request_key(r.request_id) and t.function_id = r.function_id";
  private static final String GROUPS =
      " from function_log_group s where s.function_id = f.function_id";

  private ScopeConditions() {}

  /** Trails {@code t} of {@code f} in {@code s}. */
  public static SqlConditions ofTrails(SqlConditions where, Scope scope) {
    accounts(where, scope);
    if (scope.isOfTenants()) {
      where.and("t.tenant_id like any(?::text[])", (Object) like(scope.tenants()));
    }
    return scope.logGroups().isEmpty()
        ? where
        : where.and(GROUP + " like any(?::text[])", groups(scope));
  }

  /**
   * Log results {@code r} of {@code f}: those of requests whose trails are all in the scope, or
   * that have none yet and whose function's default log group is in it. A log result tells no
   * tenant: limited to tenants, only the trails do.
   */
  public static SqlConditions ofLogResults(SqlConditions where, Scope scope) {
    accounts(where, scope);
    if (scope.isOfTenants()) {
      String trails = "(select %s from trail t where " + OWN + ")";
      where.and(
          trails.formatted("bool_and(t.tenant_id is not null and t.tenant_id like any(?::text[]))"),
          (Object) like(scope.tenants()));
    }
    if (scope.logGroups().isEmpty()) {
      return where;
    }
    String own = "where " + OWN;
    return where.and(
        "case when exists (select 1 from trail t "
            + own
            + ") then not exists (select 1 from trail t join log_stream s using (stream_id) "
            + own
            + " and not ("
            + GROUP
            + " like any(?::text[]))) else "
            + DEFAULT_GROUP
            + " like any(?::text[]) end",
        groups(scope),
        groups(scope));
  }

  /** Functions {@code f} that may have anything in the scope. */
  public static SqlConditions ofFunctions(SqlConditions where, Scope scope) {
    accounts(where, scope);
    return scope.logGroups().isEmpty()
        ? where
        : where.and(
            "(exists (select 1"
                + GROUPS
                + " and "
                + GROUP
                + " like any(?::text[])) or "
                + DEFAULT_GROUP
                + " like any(?::text[]))",
            groups(scope),
            groups(scope));
  }

  /** Functions {@code f} that have nothing out of the scope: none, if it is of tenants. */
  public static SqlConditions ofWholeFunctions(SqlConditions where, Scope scope) {
    accounts(where, scope);
    if (scope.isOfTenants()) {
      return where.and("false");
    }
    return scope.logGroups().isEmpty()
        ? where
        : where.and(
            "coalesce((select bool_and("
                + GROUP
                + " like any(?::text[]))"
                + GROUPS
                + "), "
                + DEFAULT_GROUP
                + " like any(?::text[]))",
            groups(scope),
            groups(scope));
  }

  /** Dead letters {@code d}; where it is not known whose one is, it is out of every scope. */
  public static SqlConditions ofDeadLetters(SqlConditions where, Scope scope) {
    if (!scope.isAll()) {
      where.and("d.log_group is not null");
    }
    if (scope.isOfTenants()) {
      return where.and("false");
    }
    if (!scope.accounts().isEmpty()) {
      where.and("d.account like any(?::text[])", (Object) like(scope.accounts()));
    }
    return scope.logGroups().isEmpty()
        ? where
        : where.and("d.log_group like any(?::text[])", groups(scope));
  }

  private static void accounts(SqlConditions where, Scope scope) {
    if (!scope.accounts().isEmpty()) {
      where.and("f.account like any(?::text[])", (Object) like(scope.accounts()));
    }
  }

  private static Object groups(Scope scope) {
    return like(scope.logGroups());
  }

  private static String[] like(List<NamePattern> patterns) {
    return patterns.stream().map(ScopeConditions::like).toArray(String[]::new);
  }

  /** A pattern as {@code like} wants it. */
  static String like(NamePattern pattern) {
    StringBuilder like = new StringBuilder();
    for (char c : PgText.encode(pattern.text()).toCharArray()) {
      switch (c) {
        case '*' -> like.append('%');
        case '?' -> like.append('_');
        case '%', '_', '\\' -> like.append('\\').append(c);
        default -> like.append(c);
      }
    }
    return like.toString();
  }
}
