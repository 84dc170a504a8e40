package dev.logtrail.bench.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Logtrail of another version, or with other settings, in a process of its own. */
final class OtherLogtrail implements Peer {
  /** How all its metrics begin. */
  static final String METRICS = "logtrail_";

  private static final Pattern STORED =
      Pattern.compile("(?m)^logtrail_events_stored_total(?:\\{[^}]*})? ([0-9.E]+)$");
  private static final Pattern EVENT_IDS = Pattern.compile("\"eventIds\":\\[([^\\]]*)]");

  private final URI server;
  private final BenchClient client;
  private final PeerProcesses processes;

  OtherLogtrail(URI server, BenchClient client, PeerProcesses processes) {
    this.server = server;
    this.client = client;
    this.processes = processes;
  }

  @Override
  public String name() {
    return "logtrail";
  }

  @Override
  public long cpuNanos() {
    return processes.cpuNanos();
  }

  @Override
  public PostSocket connect() throws IOException {
    return new PostSocket(server);
  }

  @Override
  public byte[] request(List<byte[]> payloads) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    payloads.forEach(request::writeBytes);
    return request.toByteArray();
  }

  @Override
  public Check expect(List<byte[]> payloads, long events) throws IOException, InterruptedException {
    double expected = stored() + events;
    return () -> stored() >= expected;
  }

  private double stored() throws IOException, InterruptedException {
    double sum = 0;
    Matcher found = STORED.matcher(client.text("metrics"));
    while (found.find()) {
      sum += Double.parseDouble(found.group(1));
    }
    return sum;
  }

  @Override
  public long linesOf(String requestId) throws IOException, InterruptedException {
    return events(client.text("api/v1/trails/" + requestId));
  }

  /** How many events stand in an answer of {@code /api/v1/trails/…}. */
  static long events(String trails) {
    long count = 0;
    Matcher lists = EVENT_IDS.matcher(trails);
    while (lists.find()) {
      String ids = lists.group(1);
      count += ids.isEmpty() ? 0 : ids.chars().filter(c -> c == ',').count() + 1;
    }
    return count;
  }
}
