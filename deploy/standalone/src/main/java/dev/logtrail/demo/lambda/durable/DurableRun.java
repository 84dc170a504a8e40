package dev.logtrail.demo.lambda.durable;

import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.text.JsonText;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Runs a handler as a durable execution and keeps what it writes, and what is true of it. */
public final class DurableRun {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String account;
  private final String region;
  private final String function;
  private final String name;
  private final String arn;
  private final Handler handler;
  private final SdkStyle style;
  private final Random random;
  private final LogStream[] environments;
  private final Map<LogStream, List<LabelledEvent>> events = new LinkedHashMap<>();
  private final List<String> requestIds = new ArrayList<>();
  private final List<String> statusChanges = new ArrayList<>();

  /** Lines that stand, in order: what is written, and how often replays write it again. */
  private final Map<Integer, Integer> printed = new LinkedHashMap<>();

  private final int[] attempts;
  private final long[] dueAt;
  private final boolean[] done;
  private final long startedAt;
  private long now;
  private long ranUntil;
  private int seq;

  /**
   * A run in an account and a region.
   *
   * @param name the execution's
   * @param startMs epoch ms when it begins
   * @param untilMs epoch ms from which on it is not invoked any more
   */
  public DurableRun(
      String account,
      String region,
      String function,
      String name,
      Handler handler,
      SdkStyle style,
      long seed,
      long startMs,
      long untilMs) {
    this.account = account;
    this.region = region;
    this.function = function;
    this.name = name;
    this.handler = handler;
    this.style = style;
    this.random = Ids.random(seed, startMs);
    this.now = startMs;
    int n = handler.items().size();
    this.attempts = new int[n];
    this.dueAt = new long[n];
    this.done = new boolean[n];
    this.environments = new LogStream[] {environment(), environment()};
    this.arn =
        "arn:aws:lambda:%s:%s:function:%s:7/durable-execution/%s/%s"
            .formatted(region, account, function, name, Ids.requestId(random));
    this.startedAt = startMs;
    change("RUNNING", startMs, null);
    while (now < untilMs && !isDone()) {
      invoke();
    }
  }

  private LogStream environment() {
    String stream =
        DAY.format(Instant.ofEpochMilli(now)) + "/[7]" + Ids.requestId(random).replace("-", "");
    return new LogStream(account, region, "/aws/lambda/" + function, stream);
  }

  private boolean isDone() {
    for (boolean each : done) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  /** One invocation: from the handler's start to the next suspension, or its end. */
  private void invoke() {
    LogStream stream = environments[random.nextInt(environments.length)];
    String id = Ids.requestId(random);
    requestIds.add(id);
    long began = now;
    event(stream, id, "START RequestId: " + id + " Version: 7\n", Basis.REQUEST_ID);
    Long wake = null;
    for (int i = 0; i < handler.items().size() && wake == null; i++) {
      wake = run(i, stream, id);
    }
    event(stream, id, "END RequestId: " + id + "\n", Basis.REQUEST_ID);
    event(
        stream,
        id,
        "REPORT RequestId: %s\tDuration: %d.00 ms\tBilled Duration: %d ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\t\n"
            .formatted(id, now - began, now - began),
        Basis.REQUEST_ID);
    ranUntil = now;
    now = wake == null ? now + 1 : wake;
  }

  /** Runs one statement; the answer is when to go on if it suspends, else null. */
  private Long run(int i, LogStream stream, String id) {
    Handler.Item item = handler.items().get(i);
    if (item instanceof Handler.Print print) {
      done[i] = true;
      event(stream, id, style.print(iso(), id, print.text()), Basis.MARKERS);
      printed.merge(i, 1, Integer::sum);
      return null;
    }
    if (item instanceof Handler.Suspend suspend) {
      if (dueAt[i] == 0) {
        dueAt[i] = now + suspend.ms();
      }
      done[i] = now >= dueAt[i];
      return done[i] ? null : Long.valueOf(dueAt[i]);
    }
    return done[i] ? null : step(i, (Handler.Step) item, stream, id);
  }

  private Long step(int i, Handler.Step step, LogStream stream, String id) {
    int attempt = ++attempts[i];
    record(stream, id, "INFO", i, step, attempt, "running " + step.name());
    if (attempt <= step.failures()) {
      record(stream, id, "ERROR", i, step, attempt, step.name() + " failed");
      return now + step.retryMs();
    }
    done[i] = true;
    return null;
  }

  private void record(
      LogStream stream,
      String id,
      String level,
      int i,
      Handler.Step step,
      int attempt,
      String text) {
    String operation = "%016x".formatted(i + 1);
    event(
        stream,
        id,
        style.record(iso(), id, level, arn, operation, step, attempt, text),
        Basis.REQUEST_ID);
  }

  private void event(LogStream stream, String id, String message, Basis basis) {
    String eventId = Ids.eventId(now, now + 900, random.nextLong(), seq++ & 0xffff);
    events
        .computeIfAbsent(stream, s -> new ArrayList<>())
        .add(new LabelledEvent(new LogEvent(eventId, now, message), id, 1, basis));
    now += 1 + random.nextInt(20);
  }

  private String iso() {
    return ISO.format(Instant.ofEpochMilli(now));
  }

  /** Ends the execution as EventBridge tells it; status such as SUCCEEDED or STOPPED. */
  public DurableRun end(String status, long atMs) {
    change(status, startedAt, atMs);
    return this;
  }

  private void change(String status, long started, Long ended) {
    String id = Ids.requestId(random);
    String at = ISO.format(Instant.ofEpochMilli(ended == null ? started : ended));
    statusChanges.add(
        JsonText.object(
            out -> {
              out.writeStringField("version", "0");
              out.writeStringField("id", id);
              out.writeStringField("detail-type", "Durable Execution Status Change");
              out.writeStringField("source", "aws.lambda");
              out.writeStringField("account", account);
              out.writeStringField("time", at.substring(0, 19) + "Z");
              out.writeStringField("region", region);
              out.writeObjectFieldStart("detail");
              out.writeStringField("durableExecutionArn", arn);
              out.writeStringField("durableExecutionName", name);
              out.writeStringField("status", status);
              out.writeStringField("startTimestamp", ISO.format(Instant.ofEpochMilli(started)));
              if (ended != null) {
                out.writeStringField("endTimestamp", at);
              }
              out.writeEndObject();
            }));
  }

  public String arn() {
    return arn;
  }

  public LogStream anyStream() {
    return environments[0];
  }

  /** The events by stream, in order. */
  public Map<LogStream, List<LabelledEvent>> events() {
    return events;
  }

  /** The requests, in order. */
  public List<String> requestIds() {
    return requestIds;
  }

  /** EventBridge's events, in order. */
  public List<String> statusChanges() {
    return statusChanges;
  }

  /** Epoch ms when the last request ended. */
  public long ranUntil() {
    return ranUntil;
  }

  /** How often each printed line was printed again, in the order of the handler. */
  public List<Integer> replays() {
    return printed.values().stream().map(n -> n - 1).toList();
  }
}
