package dev.logtrail.ingest.source.cloudwatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logtrail.ingest.aws.StsStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A server that speaks CloudWatch Logs' JSON 1.1 as far as reading goes: DescribeLogGroups and
 * FilterLogEvents, with pages that are small, empty pages that have a token, and a limit of calls a
 * second. What was put is seen at once, whatever its time.
 */
public final class LogsStub implements AutoCloseable {
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "eu-west-1";
  private static final int PAGE = 50;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TreeMap<String, List<Event>> groups = new TreeMap<>();
  private final Map<String, Integer> calls = new TreeMap<>();
  private int perSecond = Integer.MAX_VALUE;
  private long second;
  private int inSecond;
  private int refused;
  private long lastId;
  private StsStub roles;
  private final LiveTailStub live = new LiveTailStub();
  private final Map<String, Integer> expired = new TreeMap<>();

  /** An event that is stored. */
  private record Event(String id, String stream, long timestamp, long ingested, String message) {}

  /** A server without groups. */
  public LogsStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * From now on takes the keys of these roles alone, each for the groups of its account, and none
   * that has ended.
   */
  public synchronized void accounts(StsStub stub) {
    roles = stub;
  }

  /** How many calls came with a key that had ended. */
  public synchronized int expired() {
    return expired.values().stream().mapToInt(n -> n).sum();
  }

  /** Its sessions of StartLiveTail. */
  public LiveTailStub live() {
    return live;
  }

  /** From now on refuses calls of FilterLogEvents beyond so many a second. */
  public synchronized void limit(int callsPerSecond) {
    perSecond = callsPerSecond;
  }

  /** Calls that were refused as too many. */
  public synchronized int refused() {
    return refused;
  }

  /** How often an operation was called. */
  public synchronized int calls(String operation) {
    return calls.getOrDefault(operation, 0);
  }

  /** Makes a group. */
  public synchronized void group(String name) {
    group(ACCOUNT, REGION, name);
  }

  /** Makes a group of an account in a region. */
  public synchronized void group(String account, String region, String name) {
    groups.putIfAbsent(account + ":" + region + ":" + name, new ArrayList<>());
  }

  /**
   * Stores an event, as if it had been sent at a time.
   *
   * @return its id, of the form that AWS gives
   */
  public synchronized String put(
      String group, String stream, long timestamp, long ingested, String message) {
    return put(ACCOUNT, REGION, group, stream, timestamp, ingested, message);
  }

  /** The same in a group of an account in a region. */
  public synchronized String put(
      String account,
      String region,
      String group,
      String stream,
      long timestamp,
      long ingested,
      String message) {
    group(account, region, group);
    String id =
        java.math.BigInteger.valueOf(timestamp)
            .shiftLeft(64)
            .add(java.math.BigInteger.valueOf(ingested))
            .shiftLeft(80)
            .add(java.math.BigInteger.valueOf(++lastId))
            .toString();
    groups
        .get(account + ":" + region + ":" + group)
        .add(new Event(id, stream, timestamp, ingested, message));
    return id;
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      JsonNode request =
          JsonNode.parser()
              .parse(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String target = call.getRequestHeaders().getFirst("X-Amz-Target");
      String operation = target.substring(target.indexOf('.') + 1);
      // Credential=KEY/20261129/eu-west-1/logs/aws4_request
      String[] scope =
          call.getRequestHeaders().getFirst("Authorization").split("Credential=")[1].split("/");
      if (operation.equals("StartLiveTail")) {
        live.serve(call, request);
        return;
      }
      String answer;
      synchronized (this) {
        String owner = owner(scope[0], scope[2]);
        calls.merge(operation, 1, Integer::sum);
        answer =
            owner == null
                ? "{\"__type\":\"ExpiredTokenException\",\"message\":\"The token has expired\"}"
                : switch (operation) {
                  case "DescribeLogGroups" -> describe(owner, request);
                  case "FilterLogEvents" -> isTooMany() ? null : filter(owner, request);
                  default -> throw new IllegalArgumentException(operation);
                };
      }
      int status = answer == null || answer.startsWith("{\"__type\"") ? 400 : 200;
      byte[] bytes =
          (answer == null
                  ? "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"
                  : answer)
              .getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      call.sendResponseHeaders(status, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  /** What the names of groups are preceded by that a call may see; null if its key has ended. */
  private String owner(String key, String region) {
    if (roles == null) {
      return ACCOUNT + ":" + REGION + ":"; // Whoever says no region finds it, too.
    }
    if (!roles.isAlive(key)) {
      expired.merge(key, 1, Integer::sum);
      return null;
    }
    return StsStub.account(key) + ":" + region + ":";
  }

  private boolean isTooMany() {
    long now = System.nanoTime() / 1_000_000_000L;
    inSecond = now == second ? inSecond + 1 : 1;
    second = now;
    refused += inSecond > perSecond ? 1 : 0;
    return inSecond > perSecond;
  }

  private static String text(JsonNode request, String field) {
    return request.field(field).map(JsonNode::text).orElse(null);
  }

  private static long number(JsonNode request, String field, long otherwise) {
    return request.field(field).map(n -> Long.parseLong(n.text())).orElse(otherwise);
  }

  /** Two groups a page. */
  private String describe(String owner, JsonNode request) {
    String prefix = text(request, "logGroupNamePrefix");
    String token = text(request, "nextToken");
    List<String> names =
        groups.keySet().stream()
            .filter(key -> key.startsWith(owner))
            .map(key -> key.substring(owner.length()))
            .filter(name -> prefix == null || name.startsWith(prefix))
            .filter(name -> token == null || name.compareTo(token) > 0)
            .toList();
    String account = owner.substring(0, owner.indexOf(':'));
    String region = owner.substring(account.length() + 1, owner.length() - 1);
    StringBuilder out = new StringBuilder("{\"logGroups\":[");
    for (int i = 0; i < Math.min(2, names.size()); i++) {
      String name = names.get(i);
      out.append(i == 0 ? "" : ",")
          .append("{\"logGroupName\":\"%s\",\"creationTime\":1,".formatted(name))
          .append(
              "\"arn\":\"arn:aws:logs:%s:%s:log-group:%s:*\"}".formatted(region, account, name));
    }
    out.append("]");
    return out + (names.size() > 2 ? ",\"nextToken\":\"" + names.get(1) + "\"}" : "}");
  }

  /** Every page but the last is followed by an empty one. */
  private String filter(String owner, JsonNode request) {
    String group = owner + text(request, "logGroupName");
    if (!groups.containsKey(group)) {
      return "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such group\"}";
    }
    long from = number(request, "startTime", 0);
    long to = number(request, "endTime", Long.MAX_VALUE);
    String token = text(request, "nextToken");
    boolean empty = token != null && token.startsWith("empty ");
    int at = token == null ? 0 : Integer.parseInt(token.substring(token.indexOf(' ') + 1));
    List<Event> all =
        groups.get(group).stream()
            .filter(e -> e.timestamp() >= from && e.timestamp() <= to)
            .sorted(Comparator.comparingLong(Event::timestamp).thenComparing(Event::ingested))
            .toList();
    int end = empty ? at : Math.min(all.size(), at + PAGE);
    StringBuilder out = new StringBuilder("{\"events\":[");
    for (int i = at; i < end; i++) {
      Event e = all.get(i);
      out.append(i == at ? "" : ",")
          .append(
              "{\"eventId\":\"%s\",\"logStreamName\":\"%s\",\"timestamp\":%d,\"ingestionTime\":%d,\"message\":\"%s\"}"
                  .formatted(e.id(), e.stream(), e.timestamp(), e.ingested(), e.message()));
    }
    out.append("],\"searchedLogStreams\":[]");
    boolean more = end < all.size();
    return out + (more ? ",\"nextToken\":\"" + (empty ? "page " : "empty ") + end + "\"}" : "}");
  }

  @Override
  public void close() {
    live.cut();
    server.stop(0);
    threads.shutdownNow();
  }
}
