package dev.logtrail.runtimeclient;

import dev.logtrail.demo.lambda.runtime.LambdaRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One of Lambda's runtime clients with a function that logs in one way: how its process is started.
 *
 * @param name the client, such as {@code Node}
 * @param version the client's version
 * @param logger what the function logs with, such as {@code console}
 * @param platform a simulated runtime whose format and version label the platform's lines have
 * @param handler the function's handler, in the runtime's notation
 * @param taskRoot the folder of the function's code
 * @param command the program and its arguments
 * @param variables what the process's environment has beside what Lambda sets
 */
public record RuntimeClient(
    String name,
    String version,
    String logger,
    LambdaRuntime platform,
    String handler,
    Path taskRoot,
    List<String> command,
    Map<String, String> variables) {
  public RuntimeClient {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(logger, "logger");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(handler, "handler");
    Objects.requireNonNull(taskRoot, "taskRoot");
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
  }

  /** {@code Text} or {@code JSON}, the function's log format. */
  public String format() {
    return platform.json() ? "JSON" : "Text";
  }

  @Override
  public String toString() {
    return name + " " + version + " " + format() + " " + logger;
  }
}
