package dev.logtrail.api.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events as a browser does, each awaited with a deadline. */
public final class SseReader implements AutoCloseable {
  private static final int DEADLINE_S = 20;

  /** One event; {@code id} is the last that was sent, as a browser remembers it. */
  public record Event(String name, String id, String data) {
    public JsonNode json() throws IOException {
      return Server.JSON.readTree(data);
    }
  }

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  public SseReader(Server server, String path, String... headers)
      throws IOException, InterruptedException {
    response =
        server.client.send(
            server.request(path, headers).GET().build(), BodyHandlers.ofInputStream());
    Thread thread = new Thread(this::read, "sse-reader");
    thread.setDaemon(true);
    thread.start();
  }

  public HttpResponse<InputStream> response() {
    return response;
  }

  /** The next event. */
  public Event next() throws InterruptedException {
    Event event = events.poll(DEADLINE_S, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event within " + DEADLINE_S + " s");
    }
    return event;
  }

  /** The next event, which has to have this name. */
  public Event next(String name) throws InterruptedException {
    Event event = next();
    if (!event.name().equals(name)) {
      throw new AssertionError("expected '" + name + "', got " + event);
    }
    return event;
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = null;
      String name = "message";
      StringBuilder data = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(name, id, data.substring(1)));
          data.setLength(0);
          name = "message";
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append('\n').append(line.substring(6));
        }
      }
      events.add(new Event("closed", id, "{}"));
    } catch (IOException e) {
      events.add(new Event("closed", null, "{}"));
    }
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
