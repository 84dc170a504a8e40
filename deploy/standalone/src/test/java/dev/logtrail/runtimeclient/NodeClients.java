package dev.logtrail.runtimeclient;

import dev.logtrail.demo.lambda.runtime.LambdaRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Lambda's clients for Node, npm's {@code aws-lambda-ric}, with the Node that npm installs. */
public final class NodeClients {
  private static final List<String> SOURCES =
      List.of("handler.mjs", "loggers.mjs", "native-client.cjs");
  private static final String HANDLER = "handler.handler";

  private NodeClients() {}

  /** The clients that are installed, in both log formats; skips the test where none is. */
  public static List<RuntimeClient> installedOrSkip() throws IOException {
    Path modules = InstalledClients.folderOrSkip("node_modules");
    return List.of(
        three(modules, false), three(modules, true), four(modules, false), four(modules, true));
  }

  private static RuntimeClient three(Path modules, boolean json) throws IOException {
    Path main = modules.resolve("ric3/bin/index.mjs");
    return client(modules, json, "3.3.0", List.of(main.toString(), HANDLER));
  }

  private static RuntimeClient four(Path modules, boolean json) throws IOException {
    Path main = modules.resolve("ric4/index.mjs");
    return client(modules, json, "4.0.2", List.of(main.toString()));
  }

  private static RuntimeClient client(
      Path modules, boolean json, String version, List<String> arguments) throws IOException {
    // Below the folder of node_modules, where Node looks for packages.
    Path taskRoot = Files.createDirectories(modules.resolveSibling("node-function"));
    for (String source : SOURCES) {
      try (InputStream in = NodeClients.class.getResourceAsStream("/runtimeclient/" + source)) {
        writeIfOther(taskRoot.resolve(source), in.readAllBytes());
      }
    }
    Path standIn = taskRoot.resolve("native-client.cjs");
    List<String> command =
        InstalledClients.join(
            List.of(node(modules).toString(), "--require", standIn.toString()), arguments);
    LambdaRuntime platform = json ? LambdaRuntime.nodeJson() : LambdaRuntime.nodeText();
    return new RuntimeClient(
        "Node", version, "console", platform, HANDLER, taskRoot, command, Map.of());
  }

  /** Another test may run the same function just now. */
  private static void writeIfOther(Path file, byte[] content) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      Files.write(file, content);
    }
  }

  private static Path node(Path modules) {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    return modules.resolve("node-linux-" + machine + "/bin/node");
  }
}
