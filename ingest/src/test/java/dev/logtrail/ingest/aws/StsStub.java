package dev.logtrail.ingest.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that speaks STS's query protocol as far as AssumeRole goes: a form comes in, XML goes
 * out. Each answer has a key of its own, which tells of which account it is, and ends when it is
 * told to. SDK clients find it by the property {@code aws.endpointUrlSts}.
 */
public final class StsStub implements AutoCloseable {
  private static final String PROPERTY = "aws.endpointUrlSts";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> assumed = new ArrayList<>();
  private final Map<String, Instant> ends = new HashMap<>();
  private final Deque<String> faults = new ArrayDeque<>();
  private Duration life = Duration.ofHours(1);

  /** A server that lets every role be assumed. */
  public StsStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
    System.setProperty(PROPERTY, endpoint().toString());
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How long the next keys live. */
  public synchronized void life(Duration length) {
    life = length;
  }

  /** The next call is refused; {@code cut} for a connection that ends without an answer. */
  public synchronized void fail(String fault) {
    faults.add(fault);
  }

  /** The roles that were assumed, in order. */
  public synchronized List<String> assumed() {
    return List.copyOf(assumed);
  }

  /** Whether a key is one of its own and has not ended. */
  public synchronized boolean isAlive(String key) {
    return ends.containsKey(key) && Instant.now().isBefore(ends.get(key));
  }

  /** The account that a key speaks for. */
  public static String account(String key) {
    return key.substring(key.length() - 12);
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      String form = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> fields = new HashMap<>();
      for (String pair : form.split("&")) {
        int equals = pair.indexOf('=');
        fields.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
      if (!"AssumeRole".equals(fields.get("Action")) || fields.get("RoleSessionName") == null) {
        throw new IllegalArgumentException(form);
      }
      answer(call, fields.get("RoleArn"));
    }
  }

  private void answer(HttpExchange call, String role) throws IOException {
    String body;
    int status = 200;
    synchronized (this) {
      String fault = faults.poll();
      if ("cut".equals(fault)) {
        return;
      }
      if (fault != null) {
        status = fault.equals("Throttling") ? 400 : 403;
        body =
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>%s</Code><Message>User: arn:aws:iam::111111111111:user/me is not authorized to perform: sts:AssumeRole on resource: %s</Message></Error><RequestId>r</RequestId></ErrorResponse>"
                .formatted(fault, role);
      } else {
        assumed.add(role);
        Instant end = Instant.now().plus(life);
        String key = "ASIA%04d".formatted(assumed.size()) + role.split(":")[4];
        ends.put(key, end);
        body =
            "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><AssumedRoleUser><AssumedRoleId>AROA:logtrail</AssumedRoleId><Arn>%s</Arn></AssumedRoleUser><Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token-%s</SessionToken><Expiration>%s</Expiration></Credentials></AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>"
                .formatted(role, key, key, end);
      }
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "text/xml");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    System.clearProperty(PROPERTY);
    server.stop(0);
    threads.shutdownNow();
  }
}
