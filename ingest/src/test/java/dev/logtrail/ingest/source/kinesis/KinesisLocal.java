package dev.logtrail.ingest.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kinesis, emulated by the npm package kinesis-local in a process of its own. Where Node or the
 * package is missing a test is skipped, but fails in CI.
 */
public final class KinesisLocal implements AutoCloseable {
  private static final String MAIN = "target/kinesis-local/node_modules/kinesis-local/main.js";
  private static final long START_WITHIN_MS = 30_000;

  private final Process process;
  private final int port;

  private KinesisLocal(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it with no stream, on a free port. */
  public static KinesisLocal startOrSkip() throws Exception {
    Path main = main();
    if (main == null || !hasNode()) {
      String reason =
          "Node or the package kinesis-local is missing: install Node, then 'npm install --prefix"
              + " target/kinesis-local kinesis-local@0.6.2'";
      System.out.println("skipped: " + reason);
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      assumeTrue(false, reason);
    }
    int plain = freePort();
    ProcessBuilder builder = new ProcessBuilder("node", main.getFileName().toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "KINESIS_MOCK_PLAIN_PORT",
                Integer.toString(plain),
                "KINESIS_MOCK_TLS_PORT",
                Integer.toString(freePort()),
                "CREATE_STREAM_DURATION",
                "10ms",
                "DELETE_STREAM_DURATION",
                "10ms",
                "SPLIT_SHARD_DURATION",
                "10ms",
                "MERGE_SHARDS_DURATION",
                "10ms"));
    builder.directory(main.getParent().toFile());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    KinesisLocal local = new KinesisLocal(builder.start(), plain);
    local.awaitPort();
    return local;
  }

  private static Path main() {
    return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
        .map(folder -> folder.resolve(MAIN))
        .filter(Files::exists)
        .findFirst()
        .orElse(null);
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      Process version = new ProcessBuilder(List.of("node", "--version")).start();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_WITHIN_MS);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw new AssertionError("kinesis-local does not answer", e);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  /** Where it answers, without TLS. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
