package dev.logtrail.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.RunningLogtrail;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that nobody has written for Logtrail ask a running service: clients generated from
 * openapi.json, in Java and TypeScript, and curl by the examples of the README.
 */
@Timeout(900)
class ClientsIT {
  private static final String ID = "4f1c7a52-9d0e-4c53-8a36-2b7e51c0d9f4";
  private static final Duration WITHIN = Duration.ofSeconds(60);

  /** What each client is to print. */
  private static final List<String> PRINTED =
      List.of(
          "listed 1",
          "completeness current",
          "outcome success",
          "billed 82",
          "entry order A-4711: 3 lines",
          "insights of 1",
          "feed true",
          "refused 404");

  @TempDir private static Path directory;

  private static RunningLogtrail server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningLogtrail.start(directory.resolve("data"));
    server.accepted("/ingest/subscription?region=eu-west-1", payload());
    Await.until(
        WITHIN,
        () -> "the request is not there",
        () -> server.get("/api/v1/trails/" + ID).body().contains("\"outcome\":\"success\""));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static byte[] payload() {
    long at = Instant.now().toEpochMilli() - 10_000;
    List<String> messages =
        List.of(
            "START RequestId: " + ID + " Version: $LATEST\\n",
            "order A-4711: 3 lines\\n",
            "END RequestId: " + ID + "\\n",
            "REPORT RequestId: "
                + ID
                + "\\tDuration: 81.64 ms\\tBilled Duration: 82 ms\\tMemory Size: 256 MB\\tMax"
                + " Memory Used: 71 MB\\t\\n");
    List<String> events = new ArrayList<>();
    for (String message : messages) {
      events.add(
          "{\"id\":\"e%d\",\"timestamp\":%d,\"message\":\"%s\"}"
              .formatted(events.size(), at + events.size(), message));
    }
    return """
    {"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"/aws/lambda/orders",
     "logStream":"2026/11/20/[$LATEST]7f3c1a","subscriptionFilters":["all"],"logEvents":[%s]}
    """
        .formatted(String.join(",", events))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> printed(String said) {
    return said.lines().filter(l -> PRINTED.contains(l)).toList();
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  /** A library that the build has put beside the generator. */
  private static Path library(String name) throws Exception {
    Path folder = Tools.GENERATORS.resolve("java");
    Path found = null;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        found =
            files.filter(f -> f.getFileName().toString().startsWith(name)).findFirst().orElse(null);
      }
    }
    Tools.orSkip(found != null, "no " + name + " in " + folder + ": the build puts it there");
    return found;
  }

  @Test
  void aClientInJavaIsGeneratedCompiledAndAsks() throws Exception {
    Path generator = library("openapi-generator-cli");
    Path work = Files.createDirectories(directory.resolve("java"));
    List<String> generate =
        List.of(
            java("java"),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            generator.toString(),
            "generate",
            "-i",
            Tools.DOCUMENT.toString(),
            "-g",
            "java",
            "--library",
            "native",
            "-o",
            "generated",
            "--additional-properties=hideGenerationTimestamp=true,openApiNullable=false,useJakartaEe=true,useSingleRequestParameter=true",
            "--global-property=apiDocs=false,modelDocs=false,apiTests=false,modelTests=false");
    Tools.run(work, generate);
    String libraries =
        Stream.concat(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(
                        p ->
                            p.matches(
                                ".*(jackson-(core|databind|annotations)|jakarta.annotation).*")),
                Stream.of(library("jackson-datatype-jsr310").toString()))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> compile =
        new ArrayList<>(
            List.of(
                java("javac"),
                "-J-XX:TieredStopAtLevel=1",
                "-nowarn",
                "-proc:none",
                "-d",
                "classes"));
    compile.addAll(List.of("-cp", libraries));
    try (Stream<Path> sources = Files.walk(work.resolve("generated/src/main/java"))) {
      sources.filter(f -> f.toString().endsWith(".java")).map(Path::toString).forEach(compile::add);
    }
    compile.add(Tools.copy("UsesClient.java", work).toString());
    Tools.run(work, compile);
    String classPath = "classes" + File.pathSeparator + libraries;
    String said =
        Tools.run(
            work,
            List.of(java("java"), "-cp", classPath, "UsesClient", server.address().toString(), ID));
    assertThat(printed(said)).as(said).isEqualTo(PRINTED);
  }

  @Test
  void aClientInTypeScriptIsGeneratedCheckedAndAsks() throws Exception {
    Tools.orSkip(Tools.isThere("node"), "no Node on the path (Debian: nodejs)");
    Path modules = Tools.GENERATORS.resolve("node/node_modules");
    Tools.orSkip(
        Files.isDirectory(modules.resolve("openapi-typescript")),
        "no openapi-typescript in " + modules + ": .ci/run installs it there");
    Path work = Files.createDirectories(directory.resolve("typescript"));
    Files.writeString(work.resolve("package.json"), "{\"type\":\"module\"}");
    Path generator = modules.resolve("openapi-typescript/bin/cli.js");
    Tools.run(
        work, List.of("node", generator.toString(), Tools.DOCUMENT.toString(), "-o", "api.ts"));
    Path uses = Tools.copy("uses-client.ts", work);
    List<String> check =
        List.of(
            "node",
            modules.resolve("typescript/bin/tsc").toString(),
            "--strict",
            "--noUncheckedIndexedAccess",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "--lib",
            "es2022,dom",
            uses.getFileName().toString());
    Tools.run(work, check);
    String said =
        Tools.run(work, List.of("node", "uses-client.js", server.address().toString(), ID));
    assertThat(printed(said)).as(said).isEqualTo(PRINTED);
  }

  static List<CurlExample> examples() throws Exception {
    return CurlExample.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void curlDoesWhatTheExampleSays(CurlExample example) throws Exception {
    Tools.orSkip(Tools.isThere("curl") && Tools.isThere("bash"), "no curl or bash on the path");
    Path work = Files.createTempDirectory(directory, "curl");
    Files.write(work.resolve("payload.gz"), CurlExample.gzip(payload()));
    Files.writeString(work.resolve("event.json"), "{}");
    example.run(work, server.address().toString());
  }
}
