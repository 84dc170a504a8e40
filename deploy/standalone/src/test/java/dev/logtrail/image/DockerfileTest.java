package dev.logtrail.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.logtrail.service.kit.ProjectRoot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What can be said of the image without building it. */
class DockerfileTest {
  private static final Path ROOT = ProjectRoot.path();
  private static final Path DOCKER = ROOT.resolve("deploy/docker");

  @Test
  void everyFileThatIsCopiedIsThereOrBuiltAndLetThrough() throws IOException {
    List<String> through = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve(".dockerignore"))) {
      if (line.startsWith("!")) {
        through.add(line.substring(1));
      }
    }
    List<String> copied = new ArrayList<>();
    for (String line : Files.readAllLines(DOCKER.resolve("Dockerfile"))) {
      if (line.startsWith("COPY ") && !line.contains("--from")) {
        String[] words = line.split(" ");
        for (int i = 1; i < words.length - 1; i++) {
          copied.add(words[i]);
        }
      }
    }
    assertThat(copied).hasSizeGreaterThan(4);
    for (String file : copied) {
      assertThat(through).contains(file.replace("${PROGRAM}", "deploy/standalone/target"));
      assertThat(through).contains(file.replace("${PROGRAM}/", ""));
      if (!file.contains("${PROGRAM}")) {
        assertThat(ROOT.resolve(file)).exists();
      }
    }
  }

  @Test
  void itRunsAsNobodyInParticular() throws IOException {
    List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile"));
    int user = lines.indexOf("USER 10001:10001");
    assertThat(user).isPositive();
    assertThat(lines.subList(user, lines.size())).noneMatch(line -> line.startsWith("RUN"));
  }

  @Test
  void theHealthCheckAsksAndBelieves() throws Exception {
    int[] status = {200};
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/healthz/ready",
        exchange -> {
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      assertThat(health(port)).isZero();
      status[0] = 503;
      assertThat(health(port)).isNotZero();
      server.stop(0);
      assertThat(health(port)).isNotZero();
    } finally {
      server.stop(0);
    }
  }

  private static int health(int port) throws Exception {
    ProcessBuilder check = new ProcessBuilder(DOCKER.resolve("health").toString());
    check.environment().put("LOGTRAIL_PORT", Integer.toString(port));
    return check.redirectErrorStream(true).start().waitFor();
  }

  @Test
  void composeStartsWhatThereIsWithoutWritableRoot() throws IOException {
    Map<?, ?> compose = new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml")));
    Map<?, ?> services = (Map<?, ?>) compose.get("services");
    for (String name : List.of("ingest", "api", "jobmanager", "taskmanager")) {
      Map<?, ?> service = (Map<?, ?>) services.get(name);
      assertThat(service.get("read_only")).as(name).isEqualTo(true);
      assertThat((List<?>) service.get("cap_drop")).as(name).hasToString("[ALL]");
      // Libraries unpack there and are run.
      assertThat(service.get("tmpfs").toString()).contains("/tmp:exec");
      assertThat(service.get("environment").toString()).doesNotContain("password=");
    }
    Map<?, ?> prometheus = (Map<?, ?>) services.get("prometheus");
    for (Object volume : (List<?>) prometheus.get("volumes")) {
      String from = volume.toString().split(":")[0];
      if (from.startsWith(".")) {
        assertThat(DOCKER.resolve(from)).exists();
      }
    }
  }
}
