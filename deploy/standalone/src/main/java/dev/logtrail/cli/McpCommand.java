package dev.logtrail.cli;

import dev.logtrail.cli.client.ServerFault;
import dev.logtrail.cli.client.ServerOptions;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.text.JsonText;
import dev.logtrail.text.JsonTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code logtrail mcp}: an MCP server over standard input and output, a JSON-RPC message a line. It
 * hands each message to {@code /mcp} of a running server, and so knows nothing of tools.
 */
@Command(
    name = "mcp",
    description =
        "The trails of a running server as tools for an assistant (Model Context Protocol, stdio).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nIn the settings of an assistant:%n",
    footer = {
      "  {\"mcpServers\": {\"logtrail\": {\"command\": \"logtrail\", \"args\": [\"mcp\"]}}}",
      "An assistant that speaks HTTP needs no command: its server is http://127.0.0.1:8080/mcp"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the assistant closed standard input",
      "1:standard input could not be read",
      "2:the command was not understood"
    })
final class McpCommand implements Callable<Integer> {
  private static final int FAILED = -32_000;
  private static final Duration ANSWER_WITHIN =
      Duration.ofSeconds(40L + AssistantLimits.TAIL_WAIT_S);

  private final InputStream in;

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  McpCommand() {
    this(System.in);
  }

  McpCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws InterruptedException {
    // A call that waits must not keep a ping from being answered.
    ExecutorService calls = Executors.newFixedThreadPool(AssistantLimits.CALLS);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String message = line.strip();
        if (!message.isEmpty()) {
          calls.execute(() -> print(answer(message)));
        }
      }
      calls.shutdown();
      calls.awaitTermination(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return 0;
    } catch (IOException e) {
      spec.commandLine().getErr().println("Cannot read standard input: " + e.getMessage());
      return 1;
    } finally {
      calls.shutdownNow();
    }
  }

  private void print(String answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (!answer.isEmpty()) {
      synchronized (this) {
        out.print(ascii(answer) + "\n"); // Not println, which ends lines as the system does.
        out.flush();
      }
    }
  }

  /**
   * The same JSON without other signs: standard output has the encoding of the system, which an
   * assistant may not have set, and the protocol wants UTF-8.
   */
  private static String ascii(String json) {
    StringBuilder out = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      out.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }

  /** Empty to a message that wants none. */
  private String answer(String message) {
    try {
      return server.ask(
          server
              .post("/mcp", message)
              .header("Accept", "application/json, text/event-stream")
              .timeout(ANSWER_WITHIN)
              .build());
    } catch (ServerFault e) {
      return fault(message, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fault(message, "logtrail mcp is stopping.");
    }
  }

  /** A notification gets no answer, whatever becomes of it. */
  private String fault(String message, String text) {
    Map<String, Object> request = JsonTree.object(message);
    if (request != null && !request.containsKey("id")) {
      spec.commandLine().getErr().println(text);
      return "";
    }
    return JsonText.object(
        out -> {
          out.writeStringField("jsonrpc", "2.0");
          out.writeFieldName("id");
          JsonText.write(out, request == null ? null : request.get("id"));
          out.writeObjectFieldStart("error");
          out.writeNumberField("code", FAILED);
          out.writeStringField("message", text);
          out.writeEndObject();
        });
  }
}
