package dev.logtrail.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.service.kit.ProjectRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A command with curl that a document shows.
 *
 * @param document where it stands, below the project's root
 * @param command as it stands there, its lines joined
 */
record CurlExample(String document, String command) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(?:sh|bash)\\n(.*?)^ *```");
  private static final String EXAMPLE_ADDRESS = "http://127.0.0.1:8080";

  /** Asks for no more than what stands behind it: it goes to the running service. */
  private static final Pattern ASKS = Pattern.compile("^curl\\b.*127\\.0\\.0\\.1:8080.*");

  private static final String STATUS = " -sS -w '\\nHTTP %{http_code} %{content_type}\\n' ";

  /** All of the documents that users read. */
  static List<CurlExample> all() throws IOException {
    List<CurlExample> examples = new ArrayList<>();
    Path root = ProjectRoot.path();
    List<Path> documents = new ArrayList<>(List.of(root.resolve("README.md")));
    try (Stream<Path> files = Files.walk(root.resolve("deploy"))) {
      files
          .filter(f -> f.toString().endsWith(".md"))
          .filter(f -> !f.toString().contains("node_modules") && !f.toString().contains("target"))
          .sorted()
          .forEach(documents::add);
    }
    for (Path document : documents) {
      Matcher block = BLOCK.matcher(Files.readString(document));
      while (block.find()) {
        for (String line : block.group(1).replaceAll("\\\\\\n\\s*", "").split("\\n")) {
          if (ASKS.matcher(line.strip()).matches()) {
            examples.add(new CurlExample(root.relativize(document).toString(), line.strip()));
          }
        }
      }
    }
    assertThat(examples).as("examples with curl").hasSizeGreaterThanOrEqualTo(8);
    return examples;
  }

  /** Runs it; the answer is to be a good one, of the shape that the document promises. */
  void run(Path work, String address) throws Exception {
    String told =
        command
            .replace(EXAMPLE_ADDRESS, address)
            .replace("\"requestId\":\"…\"", "\"requestId\":\"from-an-example\"")
            .replace("\"logResult\":\"…\"", "\"logResult\":\"" + base64("hello\n") + "\"")
            .replace("\"data\":\"…\"", "\"data\":\"" + base64(entry()) + "\"")
            .replace("\"subscription\":\"…\"", "\"subscription\":\"projects/p/subscriptions/s\"")
            .replace("REQUEST_ID", "4f1c7a52-9d0e-4c53-8a36-2b7e51c0d9f4");
    assertThat(told).as("what stands for something else is filled in").doesNotContain("…");
    String asked = "curl" + STATUS + told.substring("curl ".length());
    String said = Tools.run(work, List.of("bash", "-c", asked));
    Path file = file(work);
    String body = file == null ? said.substring(0, said.lastIndexOf("\nHTTP ")) : null;
    String all = file == null ? said : Files.readString(file);
    String answered = all.substring(all.lastIndexOf("\nHTTP ") + 1).strip();
    String answer = body == null ? all.substring(0, all.lastIndexOf("\nHTTP ")) : body;
    assertThat(answered).as(command + "\n" + all).startsWith("HTTP 200 ");
    if (answered.contains("ndjson")) {
      for (String line : answer.strip().split("\n")) {
        assertThat(new ObjectMapper().readTree(line).isObject()).as(line).isTrue();
      }
    } else if (answered.contains("json")) {
      JsonNode json = new ObjectMapper().readTree(answer);
      assertThat(json.isContainerNode() && !json.isEmpty()).as(answer).isTrue();
    } else {
      assertThat(answer).isNotBlank();
    }
  }

  /** Where its output goes; null if it is printed. */
  private Path file(Path work) {
    Matcher to = Pattern.compile(" > (\\S+)$").matcher(command);
    return to.find() ? work.resolve(to.group(1)) : null;
  }

  private static String entry() {
    return "{\"insertId\":\"i1\",\"timestamp\":\"2026-11-20T10:00:00Z\",\"textPayload\":\"hello\","
        + "\"logName\":\"projects/p/logs/run.googleapis.com%2Fstdout\","
        + "\"trace\":\"projects/p/traces/t1\","
        + "\"resource\":{\"type\":\"cloud_run_revision\",\"labels\":{\"project_id\":\"p\","
        + "\"location\":\"europe-west1\",\"service_name\":\"shop\",\"revision_name\":\"shop-1\"}}}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes as gzip. */
  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return document + ": " + command;
  }
}
