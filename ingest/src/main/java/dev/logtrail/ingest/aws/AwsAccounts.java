package dev.logtrail.ingest.aws;

import dev.logtrail.trail.Invocation;
import java.io.Serializable;
import java.util.List;

/**
 * The accounts that are read: each by a role in it, or the one whose credentials are found.
 *
 * @param access how AWS is reached; its role is that of the first account, if there are roles
 * @param roles the ARN of a role in each account; empty to use the credentials as they are
 */
public record AwsAccounts(AwsAccess access, List<String> roles) implements Serializable {
  private static final int ACCOUNT_PART = 4;

  /**
   * Checks the roles.
   *
   * @throws IllegalArgumentException if two are in one account; the message says what would be
   *     right
   */
  public AwsAccounts {
    roles = List.copyOf(roles);
    access = roles.isEmpty() ? access : access.as(roles.get(0));
    for (int i = 0; i < roles.size(); i++) {
      String account = account(roles.get(i));
      if (roles.subList(0, i).stream().anyMatch(role -> account(role).equals(account))) {
        throw new IllegalArgumentException(
            "two roles are in account " + account + "; right would be one role an account");
      }
    }
  }

  /** One account. */
  public static AwsAccounts of(AwsAccess access) {
    return new AwsAccounts(access, access.role() == null ? List.of() : List.of(access.role()));
  }

  /** Whether there are several. */
  public boolean isSeveral() {
    return roles.size() > 1;
  }

  /** How each of them is reached. */
  public List<AwsAccess> all() {
    return roles.isEmpty() ? List.of(access) : roles.stream().map(access::as).toList();
  }

  /** Whether an account is one of them; without roles it may be any. */
  public boolean holds(String account) {
    return roles.isEmpty()
        || account.equals(Invocation.UNKNOWN_ACCOUNT)
        || roles.stream().anyMatch(role -> account(role).equals(account));
  }

  /** How an account is reached: by the role in it, by the first one if none is known to be. */
  public AwsAccess of(String account) {
    return roles.stream()
        .filter(role -> account(role).equals(account))
        .findFirst()
        .map(access::as)
        .orElse(access);
  }

  /** The account that a role is in. */
  public static String account(String role) {
    return role.split(":", ACCOUNT_PART + 2)[ACCOUNT_PART];
  }
}
