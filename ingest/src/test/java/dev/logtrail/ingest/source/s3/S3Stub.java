package dev.logtrail.ingest.source.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that speaks S3's REST as far as reading goes: ListObjectsV2 with pages of three, and
 * GetObject with ranges and conditions. It can refuse calls as too many, and cut answers.
 */
public final class S3Stub implements AutoCloseable {
  private static final int PAGE = 3;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TreeMap<String, Stored> objects = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private String region = "eu-west-1";
  private int refusals;
  private int cuts;
  private int etags;

  /** An object that is stored. */
  private record Stored(byte[] bytes, String etag, long modifiedMs) {}

  /** A server whose buckets are empty. */
  public S3Stub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Stores an object as if it had been put there at a time. */
  public synchronized void put(String bucketAndKey, byte[] bytes, long modifiedMs) {
    objects.put(bucketAndKey, new Stored(bytes, "\"e" + ++etags + "\"", modifiedMs));
  }

  /** Stores an object now. */
  public void put(String bucketAndKey, byte[] bytes) {
    put(bucketAndKey, bytes, System.currentTimeMillis());
  }

  /** Its buckets are in another region from now on, and say so. */
  public synchronized void moveTo(String otherRegion) {
    region = otherRegion;
  }

  /** The next calls are refused as too many. */
  public synchronized void slowDown(int n) {
    refusals = n;
  }

  /** The next objects end in their middle. */
  public synchronized void cut(int n) {
    cuts = n;
  }

  /** What was called, in order: {@code list KEY}, {@code get KEY RANGE}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      String[] scope =
          call.getRequestHeaders().getFirst("Authorization").split("Credential=")[1].split("/");
      if (call.getRequestHeaders().getFirst("x-amz-content-sha256") == null) {
        error(call, 400, "InvalidRequest");
        return;
      }
      String path = call.getRequestURI().getPath().substring(1);
      Map<String, String> query = query(call.getRequestURI().getRawQuery());
      Stored object = null;
      int status = 200;
      int cutAt = Integer.MAX_VALUE;
      byte[] bytes = new byte[0];
      synchronized (this) {
        call.getResponseHeaders().set("x-amz-bucket-region", region);
        if (!scope[2].equals(region)) {
          status = 301;
        } else if (refusals > 0) {
          refusals--;
          status = 503;
        } else if (query.containsKey("list-type")) {
          calls.add("list " + query.getOrDefault("start-after", ""));
          bytes = list(path, query).getBytes(StandardCharsets.UTF_8);
        } else {
          String range = call.getRequestHeaders().getFirst("Range");
          calls.add("get " + path + (range == null ? "" : " " + range));
          object = objects.get(path);
          String match = call.getRequestHeaders().getFirst("If-Match");
          status = object == null ? 404 : match == null || match.equals(object.etag()) ? 200 : 412;
          if (status == 200) {
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
            bytes = Arrays.copyOfRange(object.bytes(), from, object.bytes().length);
            status = range == null ? 200 : 206;
            cutAt = cuts-- > 0 ? bytes.length / 2 : Integer.MAX_VALUE;
          }
        }
      }
      if (status > 206) {
        error(call, status, CODES.get(status));
        return;
      }
      call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      call.getResponseBody().write(bytes, 0, Math.min(bytes.length, cutAt));
    }
  }

  private static final Map<Integer, String> CODES =
      Map.of(
          301, "PermanentRedirect", 404, "NoSuchKey", 412, "PreconditionFailed", 503, "SlowDown");

  private static void error(HttpExchange call, int status, String code) throws IOException {
    byte[] bytes =
        ("<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>as planned</Message></Error>"
                .formatted(code))
            .getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private String list(String path, Map<String, String> query) {
    String bucket = path.replaceAll("/.*", "") + "/";
    String from =
        query.containsKey("continuation-token")
            ? query.get("continuation-token")
            : query.getOrDefault("start-after", "");
    String prefix = bucket + query.getOrDefault("prefix", "");
    NavigableMap<String, Stored> rest = objects.tailMap(bucket + from, from.isEmpty());
    StringBuilder out =
        new StringBuilder(
            "<?xml version=\"1.0\"?><ListBucketResult"
                + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><EncodingType>url</EncodingType>");
    int n = 0;
    String last = null;
    for (Map.Entry<String, Stored> e : rest.entrySet()) {
      if (!e.getKey().startsWith(prefix)) {
        continue;
      }
      if (n++ == PAGE) {
        out.append("<IsTruncated>true</IsTruncated><NextContinuationToken>")
            .append(last)
            .append("</NextContinuationToken>");
        break;
      }
      last = e.getKey().substring(bucket.length());
      out.append(
          "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
              .formatted(
                  URLEncoder.encode(last, StandardCharsets.UTF_8),
                  Instant.ofEpochMilli(e.getValue().modifiedMs()),
                  e.getValue().etag().replace("\"", "&quot;"),
                  e.getValue().bytes().length));
    }
    return out.append("</ListBucketResult>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
