package dev.logtrail.vscode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.ingest.source.cloudwatch.LogsStub;
import dev.logtrail.runtimeclient.ExecutionEnvironment;
import dev.logtrail.runtimeclient.NodeClients;
import dev.logtrail.runtimeclient.RuntimeClient;
import dev.logtrail.runtimeclient.StubFunction;
import dev.logtrail.service.kit.AwsFront;
import dev.logtrail.service.kit.ProjectRoot;
import dev.logtrail.service.kit.RunningLogtrail;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The extension in the real editor, beside a running Logtrail and a function of Lambda's own
 * runtime client, as a person uses it. Run on demand, for the editor takes minutes to install:
 * {@code deploy/vscode/test/editor/try.sh} does both. {@code -Dvscode.editor} is where the editor
 * is installed, {@code -Dpictures} a folder for screenshots.
 */
@Timeout(900)
class VscodeInEditor {
  private static final String NAME = "shop-orders";
  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

  @TempDir private Path directory;

  @Test
  void isPleasantToUse() throws Exception {
    Node.installedOrSkip();
    Path editor = editorOrSkip();
    RuntimeClient client = NodeClients.installedOrSkip().get(0);
    Path workspace = workspace(client);
    int port = freePort();
    try (LogsStub logs = new LogsStub();
        ExecutionEnvironment environment =
            new ExecutionEnvironment(
                client, StubFunction.named(NAME, client.platform(), 60_000), false, 7);
        AwsFront aws = new AwsFront(logs.endpoint(), (f, payload) -> run(environment, payload));
        RunningLogtrail server =
            RunningLogtrail.start(
                directory.resolve("data"),
                CREDENTIALS,
                "--allow-invoke=" + NAME,
                "--allow-origin",
                "http://127.0.0.1:" + port,
                "--log-group",
                "/aws/lambda/*",
                "--region",
                "eu-west-1",
                "--endpoint",
                aws.endpoint().toString())) {
      logs.group("/aws/lambda/" + NAME);
      JsonNode seen = walk(editor, workspace, port, server);
      System.out.println(seen.toPrettyString());
      assertThat(seen.findValues("fault")).isEmpty();
      assertThat(seen.at("/follows the active file").asText()).contains(NAME);
      assertThat(seen.at("/invokes with a payload file").asText())
          .contains("first log of console", "first bare line");
      JsonNode failure = seen.at("/shows a failure as a problem, at its line");
      assertThat(failure.get("problem").asText())
          .contains("RangeError: second out of range (" + NAME + ")");
      String throwsAt = "Ln " + lineOf(workspace, "out of range`");
      assertThat(failure.get("line").asText()).startsWith(throwsAt + ",");
      assertThat(failure.get("beside").toString()).contains("RangeError", NAME);
      assertThat(seen.at("/leads from a frame in the pane to the file").asText())
          .startsWith(throwsAt + ",");
      assertThat(seen.at("/shows the invoke of what is saved/took")).hasSize(6);
      assertThat(seen.at("/searches").asText()).contains("second before");
      assertThat(seen.at("/opens a request by its id").asText()).contains("first log of console");
    }
  }

  private static Path editorOrSkip() {
    Path folder =
        ProjectRoot.path().resolve(System.getProperty("vscode.editor", "target/code-server"));
    boolean installed = Files.exists(folder.resolve("node_modules/code-server/out/node/entry.js"));
    if (!installed) {
      String reason = "no editor in " + folder + ": deploy/vscode/test/editor/try.sh installs one";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.out.println("Extension in the editor: " + reason + "; it is not tried");
      assumeTrue(false, reason);
    }
    return folder;
  }

  /** The project of a person: a template, the function's code, and an event. */
  private Path workspace(RuntimeClient client) throws IOException {
    Path workspace = Files.createDirectories(directory.resolve("shop"));
    Path orders = Files.createDirectories(workspace.resolve("orders"));
    Files.writeString(
        workspace.resolve("serverless.yml"),
        "service: shop\nfunctions:\n  orders:\n    name: %s\n    handler: orders/handler.handler\n"
            .formatted(NAME));
    Files.copy(client.taskRoot().resolve("handler.mjs"), orders.resolve("handler.mjs"));
    Files.writeString(orders.resolve("event.json"), "{\n  \"do\": \"plain\"\n}\n");
    Files.writeString(workspace.resolve("README.md"), "# Shop\n");
    return workspace;
  }

  private static int lineOf(Path workspace, String text) throws IOException {
    List<String> lines = Files.readAllLines(workspace.resolve("orders/handler.mjs"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  private synchronized AwsFront.Answer run(ExecutionEnvironment environment, String payload)
      throws Exception {
    FinishedInvocation done = environment.invoke(payload);
    return new AwsFront.Answer(
        done.requestId(), done.functionError(), done.payload(), done.logResult());
  }

  private JsonNode walk(Path editor, Path workspace, int port, RunningLogtrail server)
      throws Exception {
    Path vsix = directory.resolve("logtrail.vsix");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path packer = Node.ROOT.resolve("deploy/release/Vsix.java");
    Node.run(
        List.of(
            java.toString(), packer.toString(), Node.ROOT.toString(), vsix.toString(), "1.0.0"));
    String pictures = System.getProperty("pictures");
    ObjectMapper json = new ObjectMapper();
    Map<String, Object> settings =
        Map.of(
            "logtrail.server",
            server.address().toString(),
            "workbench.startupEditor",
            "none",
            "editor.autoIndent",
            "none",
            "workbench.secondarySideBar.defaultVisibility",
            "hidden",
            "chat.disableAIFeatures",
            true,
            "workbench.colorTheme",
            System.getProperty("vscode.theme", "Default Dark Modern"));
    Map<String, Object> given =
        Map.of(
            "editor",
            editor.toString(),
            "port",
            port,
            "vsix",
            vsix.toString(),
            "workspace",
            workspace.toRealPath().toString(),
            "settings",
            settings,
            "folder",
            directory.toString(),
            "pictures",
            pictures == null ? "" : Path.of(pictures).toAbsolutePath().toString(),
            "browser",
            "/usr/bin/chromium",
            "functionName",
            NAME);
    String said =
        Node.run(List.of("node", "test/editor/in-editor.js", json.writeValueAsString(given)));
    return json.readTree(said.substring(said.lastIndexOf("\n{") + 1));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
