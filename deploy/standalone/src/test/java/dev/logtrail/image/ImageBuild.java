package dev.logtrail.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.ProjectRoot;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Builds the image and runs it, without a Docker engine: by buildah, as root, over a base that
 * {@code deploy/docker/test-base.sh} makes in a minute or two. Run on demand ({@code
 * -Dit.test=ImageBuild}), for it downloads a Debian; {@code -Dimage.program} is where the program
 * lies below the root.
 */
@Timeout(900)
class ImageBuild {
  private static final Path ROOT = ProjectRoot.path();
  private static final String PROGRAM =
      System.getProperty("image.program", "deploy/standalone/target");
  private static final String REQUEST_ID = "4f1c7a52-9d0e-4c53-8a36-2b7e51c0d9f4";
  private static final String PAYLOAD =
      """
      {"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"/aws/lambda/orders",
       "logStream":"2026/11/20/[$LATEST]0","subscriptionFilters":[],"logEvents":[
       {"id":"1","timestamp":1795168800000,"message":"START RequestId: %s Version: $LATEST\\n"},
       {"id":"2","timestamp":1795168800001,"message":"hello\\n"}]}
      """
          .formatted(REQUEST_ID);
  private static final Duration WITHIN = Duration.ofSeconds(120);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void itIsBuiltStartedPostedToAndRead() throws Exception {
    run(ROOT.resolve("deploy/docker/test-base.sh").toString());
    buildah(
        "bud",
        "--isolation",
        "chroot",
        "--pull=never",
        "--build-arg",
        "BASE=localhost/logtrail-base",
        "--build-arg",
        "PROGRAM=" + PROGRAM,
        "-f",
        ROOT.resolve("deploy/docker/Dockerfile").toString(),
        "-t",
        "localhost/logtrail",
        ROOT.toString());
    System.out.println(buildah("images", "--noheading", "--format", "{{.Name}} {{.Size}}"));
    String container = buildah("from", "--pull-never", "localhost/logtrail").strip();
    int port = freePort();
    long began = System.nanoTime();
    Process program = start(container, port);
    try {
      URI server = URI.create("http://127.0.0.1:" + port);
      Await.until(WITHIN, () -> "the container is not ready", () -> isReady(server));
      System.out.printf("ready after %.1f s%n", (System.nanoTime() - began) / 1e9);
      HttpRequest post =
          HttpRequest.newBuilder(server.resolve("/ingest/subscription"))
              .header("Authorization", "Bearer send")
              .POST(BodyPublishers.ofString(PAYLOAD))
              .build();
      assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      Await.until(WITHIN, () -> "no trail", () -> trail(server).statusCode() == 200);
      assertThat(trail(server).body()).contains("hello");
      String user = buildah("run", "--isolation", "chroot", container, "--", "id", "-u");
      assertThat(user.strip()).isEqualTo("10001");
      buildah(
          "run",
          "--isolation",
          "chroot",
          "--env",
          "LOGTRAIL_PORT=" + port,
          container,
          "--",
          "/opt/logtrail/health");
    } finally {
      program.descendants().forEach(ProcessHandle::destroy);
      program.waitFor();
      buildah("rm", container);
    }
  }

  private static Process start(String container, int port) throws IOException {
    return new ProcessBuilder(
            command(
                // A container's own name is known in it; the isolation of a test has no hosts file.
                "run",
                "--isolation",
                "chroot",
                "--hostname",
                "localhost",
                "--env",
                "LOGTRAIL_TOKEN=read",
                "--env",
                "LOGTRAIL_INGEST_TOKEN=send",
                "--env",
                "LOGTRAIL_PORT=" + port,
                container,
                "--",
                "/opt/logtrail/logtrail",
                "up"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private boolean isReady(URI server) {
    try {
      HttpRequest ask = HttpRequest.newBuilder(server.resolve("/healthz/ready")).build();
      return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpResponse<String> trail(URI server) throws IOException, InterruptedException {
    HttpRequest ask =
        HttpRequest.newBuilder(server.resolve("/api/v1/trails/" + REQUEST_ID))
            .header("Authorization", "Bearer read")
            .build();
    return http.send(ask, BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of("buildah", "--storage-driver", "vfs"));
    command.addAll(List.of(words));
    return command;
  }

  private static String buildah(String... words) throws Exception {
    return run(command(words).toArray(String[]::new));
  }

  private static String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return out;
  }
}
