package dev.logtrail.job.report;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What this process calls itself where people look which processes there are, and who holds the
 * lease.
 */
public final class ProcessName {
  private ProcessName() {}

  /** Such as {@code logs-1 (process 4711)}. */
  public static String here() {
    return "%s (process %d)".formatted(host(), ProcessHandle.current().pid());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }
}
