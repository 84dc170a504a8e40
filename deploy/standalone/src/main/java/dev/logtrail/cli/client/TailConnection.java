package dev.logtrail.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection of a live tail. The server sends something every ten seconds; a connection that is
 * silent for longer is closed, so that a computer that was asleep does not wait for ever.
 */
public final class TailConnection implements AutoCloseable {
  private static final int SILENT_SECONDS = 35;

  private final InputStream body;
  private final ServerSentEvent.Reader reader;
  private final AtomicBoolean heard = new AtomicBoolean(true);
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "logtrail-tail-watch");
            thread.setDaemon(true);
            return thread;
          });

  private TailConnection(InputStream body, String lastId) {
    this.body = body;
    this.reader = new ServerSentEvent.Reader(new BufferedReader(heard(body)), lastId);
    watch.scheduleAtFixedRate(
        this::closeIfSilent, SILENT_SECONDS, SILENT_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Connects.
   *
   * @param query what to follow
   * @param lastId where an earlier connection ended, or null
   * @throws ServerFault if the server answers with a problem
   * @throws IOException if it cannot be reached
   */
  public static TailConnection open(
      HttpClient http, ServerOptions server, Map<String, String> query, String lastId)
      throws ServerFault, IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>(query);
    if (lastId != null) {
      parameters.remove("last");
    }
    HttpRequest.Builder request =
        server
            .get("/api/v1/tail", parameters)
            .header("Accept", "text/event-stream")
            .timeout(Duration.ofSeconds(30));
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() == 503) {
      response.body().close();
      throw new IOException("the server is busy");
    }
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw ServerFault.answered(response.statusCode(), text);
      }
    }
    return new TailConnection(response.body(), lastId);
  }

  /** The next event; null when the connection has ended. */
  public ServerSentEvent next() throws IOException {
    return reader.next();
  }

  /** Where to resume; null for nowhere. */
  public String lastId() {
    return reader.lastId();
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    body.close();
  }

  private Reader heard(InputStream in) {
    return new InputStreamReader(in, StandardCharsets.UTF_8) {
      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        heard.set(true);
        return n;
      }
    };
  }

  private void closeIfSilent() {
    if (!heard.getAndSet(false)) {
      try {
        body.close();
      } catch (IOException e) {
        // The connection is closed already; the reader gets the same error.
        watch.shutdown();
      }
    }
  }
}
