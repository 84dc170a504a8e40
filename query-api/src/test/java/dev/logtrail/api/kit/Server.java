package dev.logtrail.api.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.stats.StatsSettings;
import dev.logtrail.api.status.EventCounts;
import dev.logtrail.api.status.SourceStatus;
import dev.logtrail.ingest.door.DoorSettings;
import dev.logtrail.ingest.door.Doors;
import dev.logtrail.ingest.door.MemoryHandover;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.stats.StatsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A server on a free port over a store in memory, and a client for it. */
public final class Server implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();
  public final FakeTrailStore store = new FakeTrailStore();
  public final MemoryHandover handover = new MemoryHandover();
  public final HttpClient client = HttpClient.newHttpClient();

  /** Why its source does not work; null if it does. */
  public volatile String problem;

  private final ApiServer api;

  /** What is closed with it; null if nothing is. */
  private ChangeFeed ownFeed;

  public Server() {
    this(ApiSettings.loopback(0));
  }

  public Server(ApiSettings settings) {
    this(
        settings,
        null,
        null,
        Clock.fixed(Instant.ofEpochMilli(Samples.T0 + 60_000), ZoneOffset.UTC));
  }

  /** Over another store than the one in memory, if one is given. */
  public Server(ApiSettings settings, TrailReader reader, ChangeFeed feed, Clock clock) {
    this(settings, reader, feed, clock, StatsReader.none(), StatsSettings.none());
  }

  /** With statistics. */
  public Server(
      ApiSettings settings,
      TrailReader reader,
      ChangeFeed feed,
      Clock clock,
      StatsReader stats,
      StatsSettings statsSettings) {
    ApiParts parts =
        ApiParts.over(reader == null ? store : reader, feed == null ? store.changes() : feed, clock)
            .doors(Doors.all(handover, new DoorSettings("000000000000", "eu-west-1"), clock))
            .status(() -> List.of(source()))
            .stats(stats, statsSettings)
            .build();
    api = ApiServer.start(settings, parts);
  }

  private SourceStatus source() {
    return new SourceStatus(
        "subscription",
        Samples.T0,
        120L,
        12.5,
        new EventCounts(10, 4, 3, Map.of("event_too_large", 2L)),
        problem);
  }

  /** Over a database, with a change feed of its own. */
  public static Server over(
      Database database, ApiSettings settings, Clock clock, StatsSettings stats) {
    ChangeFeed feed = database.openChangeFeed();
    Server server = new Server(settings, database.reader(), feed, clock, database.stats(), stats);
    server.ownFeed = feed;
    return server;
  }

  /** The same on loopback, without settings for statistics. */
  public static Server over(Database database, Clock clock) {
    return over(database, ApiSettings.loopback(0), clock, StatsSettings.none());
  }

  public int port() {
    return api.port();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  public JsonNode json(String path) {
    HttpResponse<String> answer = get(path);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }

  public HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores a request of a function that has ended, with these lines after so many ms each. */
  public void put(String function, String id, long at, Object... lines) {
    store.put(Samples.key(function, id), Samples.request(id, at, 90, "", lines));
  }

  @Override
  public void close() {
    api.close();
    if (ownFeed != null) {
      ownFeed.close();
    }
  }
}
