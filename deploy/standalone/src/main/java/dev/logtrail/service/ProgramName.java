package dev.logtrail.service;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this program calls itself where people look who holds the lease. */
final class ProgramName {
  private ProgramName() {}

  /** Such as {@code logs-1 (process 4711)}. */
  static String here() {
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
