package dev.logtrail.payload.decoding;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.trail.LogStream;
import java.nio.charset.StandardCharsets;

/** Says which account, region, group, stream, function and request names can be kept. */
public final class Names {
  private Names() {}

  /**
   * What is wrong with a name, or null if it can be stored and indexed.
   *
   * @param what the field, for the reason's text
   */
  public static String fault(String what, String name) {
    if (isPlain(name)) {
      return null;
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > DeliveryLimits.NAME_BYTES) {
      return what + " is longer than the limit of " + DeliveryLimits.NAME_BYTES + " bytes";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || Character.isSurrogate(c)) {
        return what + " holds a control character or a surrogate; right is printable text";
      }
    }
    return null;
  }

  /** What is wrong with a stream's names, or null. */
  public static String fault(LogStream stream) {
    String account = fault("the account", stream.account());
    String region = fault("the region", stream.region());
    String group = fault("logGroup", stream.logGroup());
    String name = fault("logStream", stream.logStream());
    return account != null ? account : region != null ? region : group != null ? group : name;
  }

  /** {@code own}, or {@code fallback} where it is null or blank. */
  public static String firstNonBlank(String own, String fallback) {
    return own == null || own.isBlank() ? fallback : own;
  }

  private static boolean isPlain(String name) {
    if (name.length() > DeliveryLimits.NAME_BYTES) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
