package dev.logtrail.cli.server;

import dev.logtrail.service.settings.UserError;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What both kinds of processes of a cluster are told. */
final class FlinkOptions {
  @Option(
      names = "--flink-host",
      defaultValue = "127.0.0.1",
      description =
          "Where the JobManager is found (default: 127.0.0.1: all on this machine). Whoever reaches"
              + " its ports can run code: beyond this machine they need a network of their own.")
  String host;

  @Option(
      names = "--flink-port",
      defaultValue = "6123",
      description = "The JobManager's port for TaskManagers (default: 6123).")
  int port;

  @Option(
      names = "--flink-memory",
      paramLabel = "SIZE",
      description =
          "What the process may take in all, as a container's limit: 768m, 2g (default: 768m for a"
              + " JobManager, 1g for a TaskManager).")
  String memory;

  @Option(
      names = "--flink-conf",
      paramLabel = "KEY=VALUE",
      split = ",",
      description = "Further settings of Flink's own, such as taskmanager.load-balance.mode=TASKS.")
  Map<String, String> more = new LinkedHashMap<>();

  @Option(
      names = "--print",
      description =
          "Prints the command line instead of running it, for a shell: eval \"exec $(logtrail flink"
              + " … --print)\".")
  boolean print;

  void check() {
    checkPort("--flink-port", port);
  }

  static void checkPort(String option, int port) {
    if (port < 1 || port > 65_535) {
      throw UserError.ofSettings(option + " is " + port + "; right would be 1 to 65535");
    }
  }
}
