package dev.logtrail.cli;

import dev.logtrail.cli.client.ServerFault;
import dev.logtrail.cli.client.ServerOptions;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.invoke.FunctionInvoker;
import dev.logtrail.ingest.invoke.Invoked;
import dev.logtrail.payload.invocation.InvocationJson;
import dev.logtrail.service.settings.AwsAccessOptions;
import dev.logtrail.service.settings.FileFaults;
import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail invoke}: invokes a function and shows its trail at once. */
@Command(
    name = "invoke",
    description =
        "Invokes a function, prints what it returns, and its trail: at once from the answer, whole"
            + " when CloudWatch has delivered.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail invoke orders --payload event.json",
      "  echo '{\"id\":7}' | logtrail invoke orders --payload - --qualifier live",
      "  logtrail invoke orders --payload event.json --watch event.json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the function has answered",
      "1:the function has failed, or was not invoked",
      "2:the command was not understood"
    })
final class InvokeCommand implements Callable<Integer> {
  private static final long LOOK_MS = 500;

  private final InputStream standardInput;

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  @Mixin private AwsAccessOptions aws;

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "the function's name or ARN")
  private String function;

  @Option(
      names = "--payload",
      paramLabel = "FILE",
      description = "file that holds what the function is given; - is standard input")
  private String payload;

  @Option(names = "--qualifier", paramLabel = "Q", description = "a version or an alias")
  private String qualifier;

  @Option(names = "--region", description = "region (default: as the AWS CLI finds it)")
  private String region;

  @Option(
      names = "--ingest-token",
      paramLabel = "TOKEN",
      defaultValue = "${env:LOGTRAIL_INGEST_TOKEN:-}",
      description = "ingest token of a server that wants one (default: $$LOGTRAIL_INGEST_TOKEN)")
  private String ingestToken;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description =
          "how long to wait for CloudWatch's lines where the answer holds the end of the log only"
              + " (default: 20)")
  private int waitSeconds;

  @Option(
      names = "--watch",
      paramLabel = "FILE",
      description = "invokes again each time this file changes, until Ctrl-C")
  private Path watch;

  private byte[] standardPayload;

  InvokeCommand() {
    this(System.in);
  }

  InvokeCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws InterruptedException {
    Change seen = watch == null ? null : begin();
    byte[] given = read();
    try (FunctionInvoker invoker = new FunctionInvoker(aws.access(region), Clock.systemUTC())) {
      int code = once(invoker, given);
      if (watch == null) {
        return code;
      }
      while (true) {
        Change now = changed();
        // What is being written is left until it has stayed the same for a while.
        Thread.sleep(LOOK_MS);
        if (now != null && !now.equals(seen) && now.equals(changed())) {
          seen = now;
          again(invoker);
        }
      }
    }
  }

  private Change begin() {
    Change now = changed();
    if (now == null) {
      throw UserError.ofSettings("--watch: there is no file " + watch);
    }
    return now;
  }

  private void again(FunctionInvoker invoker) throws InterruptedException {
    try {
      once(invoker, read());
    } catch (UserError e) {
      spec.commandLine().getErr().println(e.getMessage()); // The file may come back.
    }
  }

  private byte[] read() {
    if (payload == null) {
      return new byte[0];
    }
    try {
      return payload.equals("-") ? standardPayload() : Files.readAllBytes(Path.of(payload));
    } catch (IOException e) {
      throw UserError.ofSettings(
          "--payload: " + payload + " cannot be read: " + FileFaults.reason(e));
    }
  }

  /** Standard input ends once: each request is given the same. */
  private byte[] standardPayload() throws IOException {
    if (standardPayload == null) {
      standardPayload = standardInput.readAllBytes();
    }
    return standardPayload;
  }

  /** What tells one state of a file from another. */
  private record Change(FileTime at, long bytes) {}

  /** Null while it is not there, as while it is written anew. */
  private Change changed() {
    try {
      return new Change(Files.getLastModifiedTime(watch), Files.size(watch));
    } catch (IOException e) {
      return null;
    }
  }

  /** One request; the answer is the exit code. */
  private int once(FunctionInvoker invoker, byte[] given) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Invoked invoked;
    try {
      invoked = invoker.invoke(function, qualifier, given);
    } catch (AwsCallException e) {
      err.println(e.getMessage());
      return 1;
    }
    out.println(new String(invoked.payload(), StandardCharsets.UTF_8));
    out.flush();
    if (invoked.isError()) {
      err.println("The function has failed: " + invoked.invocation().functionError());
    }
    try {
      post(invoked);
      show(invoked, out);
    } catch (ServerFault e) {
      err.println(e.getMessage());
      err.println("The end of the log, as the answer holds it:");
      out.println(invoked.log() == null ? "" : invoked.log().stripTrailing());
    }
    out.flush();
    return invoked.isError() ? 1 : 0;
  }

  private void post(Invoked invoked) throws ServerFault, InterruptedException {
    server.ask(
        server
            .request("/ingest/invocations", Map.of(), ingestToken)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofByteArray(InvocationJson.of(invoked.invocation())))
            .build());
  }

  /** Prints the trail as soon as it is there, and again when it holds all lines. */
  private void show(Invoked invoked, PrintWriter out) throws ServerFault, InterruptedException {
    String path = "/api/v1/trails/" + ServerOptions.encode(invoked.invocation().requestId());
    String shown = null;
    long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
    while (true) {
      String trail = ask(path);
      if (trail != null && !trail.equals(shown)) {
        out.print(trail);
        out.flush();
        shown = trail;
      }
      boolean whole = shown != null && (!invoked.isLogCut() || isDelivered(path));
      if (whole || System.nanoTime() > deadline) {
        return;
      }
      Thread.sleep(LOOK_MS);
    }
  }

  /** Null while the server does not show it yet. */
  private String ask(String path) throws ServerFault, InterruptedException {
    boolean colours = !server.json() && Ansi.AUTO.enabled();
    HttpRequest request =
        server
            .get(path, colours ? Map.of("color", "true") : Map.of())
            .header("Accept", server.json() ? "application/json" : "text/plain")
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return server.ask(request);
    } catch (ServerFault e) {
      if (e.isMissing()) {
        return null;
      }
      throw e;
    }
  }

  /** Whether CloudWatch's own report has come: then its lines have, too. */
  private boolean isDelivered(String path) throws ServerFault, InterruptedException {
    String json =
        server.ask(
            server
                .get(path, Map.of())
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(30))
                .build());
    return !json.contains("\"closeReason\":\"log_result_only\"")
        && json.contains("\"state\":\"closed\"");
  }
}
