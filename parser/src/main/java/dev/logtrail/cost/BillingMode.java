package dev.logtrail.cost;

import java.util.Locale;

/** How AWS charges the requests of a function; logs in the text format do not tell it. */
public enum BillingMode {
  /** Duration and requests. SnapStart of Java too: its restores are free of charge. */
  ON_DEMAND,
  /** Duration at the lower price of provisioned concurrency, and requests. */
  PROVISIONED,
  /** SnapStart of runtimes that pay for it (Python, .NET): on demand, and each restore by size. */
  SNAP_START,
  /** Requests only; the instances are on the bill of EC2. */
  MANAGED_INSTANCES;

  /** The word in settings and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
