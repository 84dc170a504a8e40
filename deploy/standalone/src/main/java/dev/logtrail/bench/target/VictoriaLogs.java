package dev.logtrail.bench.target;

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
import java.util.zip.GZIPOutputStream;

/**
 * A VictoriaLogs, which gets the events as JSON lines in gzip, with log group and log stream as the
 * fields of its streams.
 */
final class VictoriaLogs implements Peer {
  private static final LogStream DEFAULTS = new LogStream("123456789012", "eu-west-1", "", "");
  private static final String INSERT =
      "/insert/jsonline?_stream_fields=group,stream&_time_field=at&_msg_field=message";
  private static final String HEADERS =
      "Content-Type: application/stream+json\r\nContent-Encoding: gzip\r\n";

  /** As many of the last payloads are looked for. */
  private static final int LAST = 16;

  private final URI server;
  private final BenchClient client;
  private final PeerProcesses processes;

  VictoriaLogs(URI server, BenchClient client, PeerProcesses processes) {
    this.server = server;
    this.client = client;
    this.processes = processes;
  }

  @Override
  public String name() {
    return "VictoriaLogs";
  }

  @Override
  public long cpuNanos() {
    return processes.cpuNanos();
  }

  @Override
  public PostSocket connect() throws IOException {
    return new PostSocket(server, INSERT, HEADERS);
  }

  @Override
  public byte[] request(List<byte[]> payloads) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream lines = new GZIPOutputStream(bytes)) {
      for (LogBatch batch : batches(payloads)) {
        for (LogEvent event : batch.events()) {
          lines.write(line(batch.stream(), event).getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the bench's own payloads are well formed", e);
    }
    return bytes.toByteArray();
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

  private static String line(LogStream stream, LogEvent event) {
    return SpacedJson.compact(
            SpacedJson.map(
                "at", Instant.ofEpochMilli(event.timestamp()).toString(),
                "message", event.message(),
                "group", stream.logGroup(),
                "stream", stream.logStream(),
                "id", event.id()))
        + "\n";
  }

  /** It counts none that could be asked for: whether the last events of the last ones are found. */
  @Override
  public Check expect(List<byte[]> payloads, long events) {
    List<String> ids =
        payloads.subList(Math.max(0, payloads.size() - LAST), payloads.size()).stream()
            .map(VictoriaLogs::lastId)
            .toList();
    String any = "id:\"" + String.join("\" or id:\"", ids) + "\"";
    return () -> lines(any) >= ids.size();
  }

  private static String lastId(byte[] payload) {
    List<LogEvent> events = batches(List.of(payload)).get(0).events();
    return events.get(events.size() - 1).id();
  }

  @Override
  public long linesOf(String requestId) throws IOException, InterruptedException {
    return lines('"' + requestId + '"');
  }

  private long lines(String query) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return client.text("select/logsql/query?query=" + encoded).lines().count();
  }
}
