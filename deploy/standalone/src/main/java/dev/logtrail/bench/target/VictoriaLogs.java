package dev.logtrail.bench.target;

import dev.logtrail.bench.measure.ProcessCpu;
import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A VictoriaLogs that runs on this machine, which gets the same events as a Logtrail, as JSON
 * lines: the peer that figures are compared with in one run. It is not started here, and keeps what
 * it is sent; each run's events carry the run's name.
 */
public final class VictoriaLogs {
  private static final LogStream DEFAULTS = new LogStream("123456789012", "eu-west-1", "", "");
  private static final String INSERT =
      "/insert/jsonline?_stream_fields=group,stream&_time_field=at&_msg_field=message";
  private static final String HEADERS =
      "Content-Type: application/stream+json\r\nContent-Encoding: gzip\r\n";
  private static final Pattern ROWS =
      Pattern.compile("(?m)^vl_storage_rows\\{type=\"\\w+\"} (\\d+)$");
  private static final Pattern BYTES =
      Pattern.compile(
          "(?m)^(?:vl_compressed_data_size_bytes\\{type=\"\\w+\"}"
              + "|vl_data_size_bytes\\{type=\"indexdb\"}) (\\d+)$");

  private final URI server;
  private final ProcessCpu cpu;
  private final BenchClient client;

  /**
   * One that runs.
   *
   * @param server its address, such as {@code http://127.0.0.1:9428/}
   * @param pid its process
   * @throws IllegalStateException if there is no such process
   */
  public VictoriaLogs(URI server, long pid) {
    this.server = server;
    this.cpu = new ProcessCpu(pid);
    this.client = new BenchClient(server);
  }

  /** CPU that it has used since it started, nanoseconds. */
  public long cpuNanos() {
    return cpu.nanos();
  }

  /** A connection over which {@link #request} is posted. */
  public PostSocket connect() throws IOException {
    return new PostSocket(server, INSERT, HEADERS);
  }

  /** The events of subscription payloads as JSON lines, in gzip. */
  public static byte[] request(List<byte[]> payloads, String run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream lines = new GZIPOutputStream(bytes)) {
      for (LogBatch batch : batches(payloads)) {
        for (LogEvent event : batch.events()) {
          lines.write(line(batch.stream(), event, run).getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the bench's own payloads are well formed", e);
    }
    return bytes.toByteArray();
  }

  /** The id of the last event of a payload. */
  public static String lastId(byte[] payload) {
    List<LogEvent> events = batches(List.of(payload)).get(0).events();
    return events.get(events.size() - 1).id();
  }

  private static List<LogBatch> batches(List<byte[]> payloads) {
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      payloads.forEach(all::writeBytes);
      return decoder.decodeAny(all.toByteArray(), DEFAULTS, Source.SUBSCRIPTION).batches();
    } catch (UnreadableException e) {
      throw new IllegalStateException("the bench's own payloads are well formed", e);
    }
  }

  private static String line(LogStream stream, LogEvent event, String run) {
    return SpacedJson.compact(
            SpacedJson.map(
                "at", Instant.ofEpochMilli(event.timestamp()).toString(),
                "message", event.message(),
                "group", stream.logGroup(),
                "stream", stream.logStream(),
                "id", event.id(),
                "run", run))
        + "\n";
  }

  /** Whether events with these ids are found, which were sent under the name of a run. */
  public boolean holds(List<String> ids, String run) throws IOException, InterruptedException {
    String any = "id:\"" + String.join("\" or id:\"", ids) + "\"";
    return lines("run:\"%s\" (%s)".formatted(run, any)) >= ids.size();
  }

  /** How many lines hold a word or phrase, of those sent under the name of a run. */
  public long linesWith(String phrase, String run) throws IOException, InterruptedException {
    return lines("run:\"%s\" \"%s\"".formatted(run, phrase));
  }

  private long lines(String query) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return client.text("select/logsql/query?query=" + encoded).lines().count();
  }

  /** Bytes that it keeps for each event that it has ever been sent, its own index included. */
  public double bytesAnEvent() throws IOException, InterruptedException {
    String metrics = client.text("metrics");
    return (double) sum(BYTES, metrics) / Math.max(1, sum(ROWS, metrics));
  }

  private static long sum(Pattern pattern, String metrics) {
    long sum = 0;
    Matcher found = pattern.matcher(metrics);
    while (found.find()) {
      sum += Long.parseLong(found.group(1));
    }
    return sum;
  }
}
