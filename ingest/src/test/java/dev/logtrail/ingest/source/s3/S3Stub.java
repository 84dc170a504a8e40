package dev.logtrail.ingest.source.s3;

import com.sun.net.httpserver.Headers;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that speaks S3's REST: ListObjectsV2 with pages of three and delimiters, GetObject with
 * ranges and conditions, HeadObject, PutObject, DeleteObject, and uploads in parts. It can refuse
 * calls as too many, and cut answers.
 */
public final class S3Stub implements AutoCloseable {
  private static final int PAGE = 3;
  private static final Map<Integer, String> CODES =
      Map.of(
          301, "PermanentRedirect",
          400, "InvalidRequest",
          404, "NoSuchKey",
          405, "MethodNotAllowed",
          412, "PreconditionFailed",
          503, "SlowDown");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TreeMap<String, Stored> objects = new TreeMap<>();
  private final S3Uploads uploads = new S3Uploads();
  private final List<String> calls = new ArrayList<>();
  private String region = "eu-west-1";
  private int refusals;
  private int cuts;
  private int etags;

  /** An object that is stored. */
  private record Stored(byte[] bytes, String etag, long modifiedMs) {}

  /**
   * What is answered.
   *
   * @param object that it is about; null for none
   * @param bytes the body
   * @param cutAt how much of it is sent
   */
  private record Answer(int status, Stored object, byte[] bytes, int cutAt) {
    static Answer of(int status, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new Answer(status, null, bytes, bytes.length);
    }

    static Answer error(int status) {
      return of(
          status,
          "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>as planned</Message></Error>"
              .formatted(CODES.get(status)));
    }
  }

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

  /** What was called, in order: {@code list KEY}, {@code get KEY RANGE}, {@code put KEY} …. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The names of what is stored, bucket first, in order. */
  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = S3Body.read(call);
      Answer answer = answer(call, body);
      Headers headers = call.getResponseHeaders();
      if (answer.object() != null) {
        headers.set("ETag", answer.object().etag());
        headers.set(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(answer.object().modifiedMs()).atOffset(ZoneOffset.UTC)));
      }
      byte[] bytes = answer.bytes();
      if (call.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Integer.toString(bytes.length));
        call.sendResponseHeaders(answer.status(), -1);
        return;
      }
      call.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      call.getResponseBody().write(bytes, 0, Math.min(bytes.length, answer.cutAt()));
    }
  }

  private synchronized Answer answer(HttpExchange call, byte[] body) {
    Headers asked = call.getRequestHeaders();
    String[] scope = asked.getFirst("Authorization").split("Credential=")[1].split("/");
    if (asked.getFirst("x-amz-content-sha256") == null) {
      return Answer.error(400);
    }
    call.getResponseHeaders().set("x-amz-bucket-region", region);
    if (!scope[2].equals(region)) {
      return Answer.error(301);
    }
    if (refusals > 0) {
      refusals--;
      return Answer.error(503);
    }
    String path = call.getRequestURI().getPath().substring(1);
    Map<String, String> query = query(call.getRequestURI().getRawQuery());
    if (query.containsKey("list-type")) {
      calls.add("list " + query.getOrDefault("start-after", ""));
      return Answer.of(200, list(path, query));
    }
    switch (call.getRequestMethod()) {
      case "GET", "HEAD":
        return get(path, asked.getFirst("Range"), asked.getFirst("If-Match"));
      case "DELETE":
        calls.add("delete " + path);
        if (!uploads.abort(query)) {
          objects.remove(path);
        }
        return Answer.of(204, "");
      case "PUT":
        return S3Uploads.isPart(query)
            ? stored(new Stored(body, uploads.part(query, body), 0), "")
            : put(path, body, "");
      case "POST":
        return S3Uploads.isStart(query)
            ? Answer.of(200, uploads.start(path))
            : put(path, uploads.complete(query), S3Uploads.COMPLETED);
      default:
        return Answer.error(405);
    }
  }

  private Answer get(String path, String range, String match) {
    calls.add("get " + path + (range == null ? "" : " " + range));
    Stored object = objects.get(path);
    if (object == null) {
      return Answer.error(404);
    }
    if (match != null && !match.equals(object.etag())) {
      return Answer.error(412);
    }
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    byte[] bytes = Arrays.copyOfRange(object.bytes(), from, object.bytes().length);
    int cutAt = cuts-- > 0 ? bytes.length / 2 : bytes.length;
    return new Answer(range == null ? 200 : 206, object, bytes, cutAt);
  }

  private Answer put(String path, byte[] bytes, String body) {
    calls.add("put " + path);
    put(path, bytes);
    return stored(objects.get(path), body);
  }

  private static Answer stored(Stored object, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Answer(200, object, bytes, bytes.length);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(
          parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private String list(String path, Map<String, String> query) {
    String bucket = path.replaceAll("/.*", "") + "/";
    String from = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    String prefix = bucket + query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    NavigableMap<String, Stored> rest = objects.tailMap(bucket + from, from.isEmpty());
    StringBuilder out =
        new StringBuilder(
            "<?xml version=\"1.0\"?><ListBucketResult"
                + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    boolean encodes = query.containsKey("encoding-type");
    out.append(encodes ? "<EncodingType>url</EncodingType>" : "");
    TreeSet<String> folders = new TreeSet<>();
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
      int end = delimiter.isEmpty() ? -1 : e.getKey().indexOf(delimiter, prefix.length());
      if (end >= 0) {
        folders.add(e.getKey().substring(bucket.length(), end + delimiter.length()));
        continue;
      }
      out.append(
          "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
              .formatted(
                  encodes ? encoded(last) : last,
                  Instant.ofEpochMilli(e.getValue().modifiedMs()),
                  e.getValue().etag().replace("\"", "&quot;"),
                  e.getValue().bytes().length));
    }
    folders.forEach(
        folder ->
            out.append(
                "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>"
                    .formatted(encodes ? encoded(folder) : folder)));
    return out.append("</ListBucketResult>").toString();
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
