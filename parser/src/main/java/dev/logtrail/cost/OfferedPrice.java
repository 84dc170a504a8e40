package dev.logtrail.cost;

import java.util.Map;
import java.util.regex.Pattern;

/** A price of AWS's list that an estimate can use, told by its usage type. */
enum OfferedPrice {
  REQUEST,
  GB_SECOND,
  GB_SECOND_ARM,
  PROVISIONED,
  PROVISIONED_ARM,
  PROVISIONED_IDLE,
  PROVISIONED_IDLE_ARM,
  EPHEMERAL,
  EPHEMERAL_ARM,
  SNAP_START_CACHE,
  SNAP_START_RESTORE;

  /** Regions other than us-east-1 stand before the usage type: EU-, USW2-. */
  private static final Pattern REGION = Pattern.compile("^[A-Z]{2,5}[0-9]*-");

  private static final Map<String, OfferedPrice> BY_USAGE_TYPE =
      Map.of(
          "Request", REQUEST,
          "Lambda-GB-Second", GB_SECOND,
          "Lambda-GB-Second-ARM", GB_SECOND_ARM,
          "Lambda-Provisioned-GB-Second", PROVISIONED,
          "Lambda-Provisioned-GB-Second-ARM", PROVISIONED_ARM,
          "Lambda-Provisioned-Concurrency", PROVISIONED_IDLE,
          "Lambda-Provisioned-Concurrency-ARM", PROVISIONED_IDLE_ARM,
          "Lambda-Storage-GB-Second", EPHEMERAL,
          "Lambda-Storage-GB-Second-ARM", EPHEMERAL_ARM);

  /** The price of a usage type; null if no estimate uses it. */
  static OfferedPrice ofUsageType(String usageType) {
    String name = REGION.matcher(usageType).replaceFirst("");
    if (name.contains("SnapStart")) {
      return name.contains("Restore")
          ? SNAP_START_RESTORE
          : name.contains("Cach") ? SNAP_START_CACHE : null;
    }
    return BY_USAGE_TYPE.get(name);
  }
}
