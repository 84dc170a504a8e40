package dev.logtrail.service.kit;

import dev.logtrail.service.data.OrphanedPostgres;
import java.io.IOException;
import java.net.HttpURLConnection;
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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code logtrail up} as a user runs it: a process of its own that is ready, asked over HTTP, and
 * ended by signals. Closing it leaves no process behind, whatever has happened.
 */
public final class RunningLogtrail implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Logtrail.* at (http://[^/]+)/");
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final Path data;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile boolean toldToEnd;

  private RunningLogtrail(ChildProcess process, Path data, URI address) {
    this.process = process;
    this.data = data;
    this.address = address;
  }

  /**
   * Starts it on a free port and returns when it says that it is ready, and its job runs or stands
   * by.
   *
   * @param data its data directory, inside a directory that may be written to
   * @param more further flags
   * @throws AssertionError if it does not become ready; the message holds all that it printed
   */
  public static RunningLogtrail start(Path data, String... more) throws Exception {
    return start(data, Map.of(), more);
  }

  /** The same with variables. */
  public static RunningLogtrail start(Path data, Map<String, String> environment, String... more)
      throws Exception {
    return ready(launch(data, environment, more), data);
  }

  /** The same with a heap of so many MB at most. */
  public static RunningLogtrail start(int heapMb, Path data, String... more) throws Exception {
    return ready(ChildProcess.start(data.getParent(), Map.of(), heapMb, up(data, more)), data);
  }

  /**
   * Starts one part, such as {@code ingest}, on a free port, in the same way.
   *
   * @param directory where it runs
   */
  public static RunningLogtrail part(String command, Path directory, String... more)
      throws Exception {
    Path data = directory.resolve(command + "-data");
    List<String> words = new ArrayList<>(List.of(command, "--data", data.toString()));
    words.addAll(List.of("--port", "0"));
    words.addAll(List.of(more));
    return ready(ChildProcess.start(directory, Map.of(), words.toArray(String[]::new)), data);
  }

  private static RunningLogtrail ready(ChildProcess process, Path data) throws Exception {
    Matcher ready = process.await(process.out(), READY, READY_WITHIN);
    if (ready == null) {
      process.close();
      OrphanedPostgres.stop(data.resolve("postgres"));
      throw new AssertionError("not ready\n" + process.describe());
    }
    RunningLogtrail running = new RunningLogtrail(process, data, URI.create(ready.group(1)));
    Await.until(
        READY_WITHIN,
        process::describe,
        () -> running.get("/healthz/ready").statusCode() == HttpURLConnection.HTTP_OK);
    return running;
  }

  /** Starts it and does not wait for anything. */
  public static ChildProcess launch(Path data, Map<String, String> environment, String... more)
      throws IOException {
    return ChildProcess.start(data.getParent(), environment, up(data, more));
  }

  private static String[] up(Path data, String... more) {
    List<String> words = new ArrayList<>(List.of("up", "--data", data.toString(), "--port", "0"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Posts a body; the answer is whatever the server says. */
  public HttpResponse<String> post(String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Posts JSON that must be accepted. */
  public void accepted(String path, byte[] body) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(path, "application/json", body);
    if (answer.statusCode() != 200) {
      throw new AssertionError("POST " + path + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** Asks for a path. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER_WITHIN);
  }

  public URI address() {
    return address;
  }

  /** Its output so far. */
  public ChildProcess process() {
    return process;
  }

  /** Whether it was killed or stopped: then no answer is no surprise. */
  public boolean wasToldToEnd() {
    return toldToEnd;
  }

  /** kill -9 of the Java process; its PostgreSQL lives on. */
  public void kill() throws InterruptedException {
    toldToEnd = true;
    process.kill();
    process.awaitExit();
  }

  /** SIGTERM; the answer is the exit code. */
  public int stop() throws InterruptedException {
    toldToEnd = true;
    process.terminate();
    return process.awaitExit();
  }

  @Override
  public void close() {
    process.close();
    OrphanedPostgres.stop(data.resolve("postgres"));
  }
}
