package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SplitCommandTest {
  private static final String A = "11111111-1111-4111-8111-111111111111";
  private static final String B = "22222222-2222-4222-8222-222222222222";

  private static final String C = "33333333-3333-4333-8333-333333333333";

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();
  private String input = "";
  private long memoryBytes = 1 << 20;

  @Test
  void oneLineATrailByStreamAndStart() throws IOException {
    Path file =
        file(
            "payloads.jsonl",
            document("s2", request(B, 3000))
                + "\n"
                + document("s1", request(C, 7000) + "," + request(A, 1000)));
    List<String> lines = split(0, file.toString());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith(
            "{\"kind\":\"request\",\"requestId\":\""
                + A
                + "\",\"attempt\":1,\"account\":\"123456789012\",\"region\":\"us-east-1\",")
        .contains("\"logStream\":\"s1\"", "\"functionName\":\"orders\"", "\"durationMs\":1.5");
    assertThat(lines.get(1)).contains("\"logStream\":\"s1\"", C);
    assertThat(lines.get(2)).contains("\"logStream\":\"s2\"", B);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatBelongsToNoRequestIsOneLineAStream() throws IOException {
    input = document("s", event("1", 1000, "hello") + "," + event("2", 90_000_000, "next day"));
    assertThat(split(0))
        .singleElement()
        .asString()
        .startsWith(
            "{\"account\":\"123456789012\",\"region\":\"us-east-1\",\"logGroup\":"
                + "\"/aws/lambda/orders\",\"logStream\":\"s\",\"unattributed\":[{")
        .contains("\"hello\"", "\"next day\"")
        .endsWith("]}");
  }

  @Test
  void repeatsAreLeftOutAndOrderDoesNotMatter() throws IOException {
    List<String> events = Arrays.asList(request(A, 1000).split("(?<=}),"));
    Path one = file("one", document("s", String.join(",", events)));
    Collections.reverse(events);
    Path two = file("two", document("s", String.join(",", events)));
    List<String> expected = split(0, one.toString());
    assertThat(expected).hasSize(1);
    assertThat(split(0, two.toString(), one.toString(), two.toString())).isEqualTo(expected);
  }

  @Test
  void attemptsAreRankedOverStreams() throws IOException {
    input = document("s1", request(A, 5000)) + document("s2", request(A, 1000));
    List<String> lines = split(0);
    assertThat(lines.get(0)).contains("\"attempt\":1", "\"logStream\":\"s2\"");
    assertThat(lines.get(1)).contains("\"attempt\":2", "\"logStream\":\"s1\"");
  }

  @Test
  void whatWaitsOnDiskComesBackTheSame() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      String id = String.format("%08d-1111-4111-8111-111111111111", i % 200);
      text.append(document("s" + i % 7, request(id, 1000 + 977L * (i % 50)))).append('\n');
    }
    input = text.toString();
    List<String> inMemory = split(0);
    memoryBytes = 2000;
    assertThat(split(0)).isEqualTo(inMemory).hasSizeGreaterThan(200);
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void plainLinesTakeTheirNamesFromOptionsAndFile() throws IOException {
    Path file = file("one.log", "START RequestId: " + A + " Version: 3\nhi\nEND RequestId: " + A);
    assertThat(split(0, file.toString(), "--log-group", "/aws/lambda/billing", "--region", "r1"))
        .singleElement()
        .asString()
        .contains("\"functionName\":\"billing\"", "\"region\":\"r1\"", "\"logStream\":\"one.log\"")
        .contains("\"account\":\"000000000000\"", "\"entryCount\":1");
    assertThat(split(0, file.toString()).get(0))
        .contains("\"logGroup\":null", "\"functionName\":null");
  }

  @Test
  void twoPlainFilesAreTwoStreams() throws IOException {
    String text = "START RequestId: " + A + " Version: 3\nhi\n";
    assertThat(split(0, file("a", text).toString(), file("b", text).toString())).hasSize(2);
  }

  @Test
  void gzipIsUndoneAndStandardInputIsRead() throws IOException {
    Path file = directory.resolve("payload.gz");
    Files.write(file, gzip(gzip(document("s", request(A, 1000)).getBytes(StandardCharsets.UTF_8))));
    input = document("t", request(B, 1000));
    assertThat(split(0, file.toString(), "-")).hasSize(2);
  }

  @Test
  void anInvocationIsMergedIntoItsTrailOrStandsAlone() throws IOException {
    String log =
        Base64.getEncoder()
            .encodeToString("cut\nEND RequestId: x\n".getBytes(StandardCharsets.UTF_8));
    Path told =
        file(
            "invocations.jsonl",
            "{\"functionName\":\"orders\",\"account\":\"123456789012\",\"requestId\":\""
                + A
                + "\",\"statusCode\":200,\"payload\":{\"ok\":true}}\n"
                + "{\"functionName\":\"orders\",\"requestId\":\"x\",\"logResult\":\""
                + log
                + "\"}\n");
    input = document("s", request(A, 1000));
    List<String> lines = split(0, told.toString(), "-");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains(A, "\"payload\":{\"ok\":true}", "\"durationMs\":1.5");
    assertThat(lines.get(1))
        .contains("\"requestId\":\"x\"", "log_result_only", "\"logStream\":null");
  }

  @Test
  void aLogResultIsReadAsBase64AsTextAndAsTheAnswerOfInvoke() throws IOException {
    String text = "START RequestId: " + A + " Version: 1\nhi\nEND RequestId: " + A + "\n";
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    input = text;
    List<String> expected = split(0, "--log-result");
    assertThat(expected).singleElement().asString().contains(A, "\"basis\":\"log_result\"");
    input = base64 + "\n";
    assertThat(split(0, "--log-result")).isEqualTo(expected);
    input = "{\"StatusCode\": 200, \"LogResult\": \"" + base64 + "\"}";
    assertThat(split(0, "--log-result")).isEqualTo(expected);
  }

  @Test
  void aLogResultThatNamesNoRequestNeedsTheOption() throws IOException {
    input = "only a line\n";
    assertThat(split(1, "--log-result")).isEmpty();
    assertThat(err.toString()).contains("-: no platform line names the request; give --request-id");
    assertThat(split(0, "--log-result", "--request-id", "r-1").get(0))
        .contains("\"requestId\":\"r-1\"");
    split(2, "--request-id", "r-1");
  }

  @Test
  void countsOfWhatWasLeftOutGoToStandardError() throws IOException {
    input =
        document("s", request(A, 1000) + ",{\"id\":\"x\"},{\"id\":\"y\"}")
            + "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{}]}";
    assertThat(split(1)).hasSize(1);
    assertThat(err.toString())
        .contains("dropped 1: control_message")
        .contains("not readable 2: an event without timestamp; right is");
  }

  @Test
  void anUnreadableFileIsNamedAndTheOthersAreSplit() throws IOException {
    input = document("s", request(A, 1000));
    Path cut = directory.resolve("cut.gz");
    byte[] gzip = gzip(input.getBytes(StandardCharsets.UTF_8));
    Files.write(cut, Arrays.copyOf(gzip, gzip.length - 9));
    assertThat(split(1, cut.toString(), "no-such-file", directory.toString(), "-")).hasSize(1);
    assertThat(err.toString())
        .contains("cut.gz: the gzip is truncated")
        .contains("no-such-file: there is no such file")
        .contains(": it is a directory; name the files in it");
  }

  @Test
  void aTextWhoseRequestsAreNotUnderstoodIsNamedWithItsCarrier() throws IOException {
    String odd = "::START::RequestId=" + A + "\n::END::RequestId=" + A + "\n";
    Path file = file("odd.log", odd);
    assertThat(split(0, file.toString())).hasSize(1);
    assertThat(err.toString())
        .contains(
            file
                + ": it names requests, but none of them was understood. It was taken for a text"
                + " that has nothing before each event (plain). If that is wrong, name the right"
                + " one with --carrier: plain, aws-logs-tail,");
    split(3, file.toString(), "--strict");
    split(0, file("fine.log", "START RequestId: " + A + " Version: 3").toString(), "--strict");
  }

  @Test
  void requestsThatOnlyLinesInOthersNameAreSaid() throws IOException {
    String whole = "START RequestId: " + A + " Version: 3\nEND RequestId: " + A + "\n";
    Path printed = file("own.log", whole + "I saw END RequestId: " + A + "\n");
    split(0, printed.toString(), "--strict");
    Path odd = file("odd.log", whole + "::x END RequestId: " + B + " ::\n");
    assertThat(split(3, odd.toString(), "--strict")).hasSize(1);
    assertThat(err.toString()).contains("these requests were not understood: " + B + ". It was");
  }

  @Test
  void theCarrierCanBeTold() throws IOException {
    Path file = file("one.log", "10:00:00 worked on " + A + "\n10:00:01 done\n");
    assertThat(split(0, file.toString(), "--carrier", "time").get(0))
        .contains("\"message\":\"done\"");
    assertThat(split(0, file.toString()).get(0)).contains("\"message\":\"10:00:01 done\"");
    split(2, file.toString(), "--carrier", "pigeon");
    assertThat(err.toString())
        .contains("no carrier is called 'pigeon'; right is one of plain, aws-logs-tail");
  }

  private List<String> split(int exitCode, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    CommandLine command =
        new CommandLine(new SplitCommand(in, out, memoryBytes)).setErr(new PrintWriter(err, true));
    assertThat(command.execute(arguments)).as(err::toString).isEqualTo(exitCode);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static String document(String stream, String events) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":"
        + "\"/aws/lambda/orders\",\"logStream\":\""
        + stream
        + "\",\"logEvents\":["
        + events
        + "]}";
  }

  static String event(String id, long timestamp, String message) {
    return "{\"id\":\""
        + id
        + "\",\"timestamp\":"
        + timestamp
        + ",\"message\":\""
        + message
        + "\"}";
  }

  /** The events of a whole request that starts at {@code time}. */
  static String request(String id, long time) {
    String tag = id.substring(0, 8) + time;
    return String.join(
        ",",
        event(tag + 1, time, "START RequestId: " + id + " Version: $LATEST\\n"),
        event(tag + 2, time + 1, "working\\n"),
        event(tag + 3, time + 2, "END RequestId: " + id + "\\n"),
        event(
            tag + 4,
            time + 2,
            "REPORT RequestId: "
                + id
                + "\\tDuration: 1.50 ms\\tBilled Duration: 2 ms\\tMemory Size: 128 MB\\tMax Memory"
                + " Used: 31 MB\\t\\n"));
  }
}
