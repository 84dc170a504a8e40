package dev.logtrail.ingest.invoke;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which function is invoked.
 *
 * @param function its bare name
 * @param qualifier a version or an alias; null for none
 * @param account its owner; null for that of the credentials
 * @param region where it is; null for the region that is set
 */
public record InvokeTarget(String function, String qualifier, String account, String region) {
  private static final Pattern FUNCTION = Pattern.compile("[a-zA-Z0-9_-]{1,140}");
  private static final Pattern QUALIFIER = Pattern.compile("[a-zA-Z0-9$_-]{1,128}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");

  /**
   * Checks the names, which become parts of an address.
   *
   * @throws IllegalArgumentException if one cannot be; says what would be right
   */
  public InvokeTarget {
    Objects.requireNonNull(function, "function");
    check("function", function, FUNCTION, "a name such as orders, of letters, digits, - and _");
    check("qualifier", qualifier, QUALIFIER, "a version or an alias, such as 7, live or $LATEST");
    check("account", account, ACCOUNT, "12 digits");
    check("region", region, REGION, "a region such as eu-west-1");
  }

  private static void check(String what, String value, Pattern pattern, String right) {
    if (value != null && !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("'%s' is '%s': give %s.".formatted(what, value, right));
    }
  }

  /** The name, or the ARN if account and region are known. */
  String nameOrArn() {
    if (account == null || region == null) {
      return function;
    }
    String partition =
        region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    return "arn:%s:lambda:%s:%s:function:%s".formatted(partition, region, account, function);
  }
}
