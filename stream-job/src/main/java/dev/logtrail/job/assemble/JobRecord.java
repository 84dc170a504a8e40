package dev.logtrail.job.assemble;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What travels from decoding to the keyed stage: a batch of one stream, an invocation, a record
 * that could not be read, or a count of dropped events. A plain object with public fields, so that
 * Flink's own serializer takes it.
 */
public final class JobRecord {
  /** What {@link #kind} says. */
  static final byte BATCH = 0;

  static final byte INVOCATION = 1;
  static final byte REJECTED = 2;
  static final byte DROPPED = 3;

  public byte kind;
  public byte source;
  public String account;
  public String region;
  public String logGroup;
  public String logStream;
  public String[] ids;
  public long[] timestamps;
  public int[] arrivals;
  public String[] messages;
  public String functionName;
  public String functionVersion;
  public String requestId;
  public String log;
  public boolean logCut;
  public Integer statusCode;
  public String functionError;
  public String payload;
  public Long invokedAt;
  public String reason;
  public byte[] body;
  public long count;

  /** For Flink. */
  public JobRecord() {}

  static JobRecord of(LogBatch batch) {
    JobRecord work = new JobRecord();
    work.kind = BATCH;
    work.source = (byte) batch.source().ordinal();
    work.account = batch.stream().account();
    work.region = batch.stream().region();
    work.logGroup = batch.stream().logGroup();
    work.logStream = batch.stream().logStream();
    int n = batch.events().size();
    work.ids = new String[n];
    work.timestamps = new long[n];
    work.arrivals = new int[n];
    work.messages = new String[n];
    for (int i = 0; i < n; i++) {
      LogEvent event = batch.events().get(i);
      work.ids[i] = event.id();
      work.timestamps[i] = event.timestamp();
      work.arrivals[i] = event.arrival();
      work.messages[i] = event.message();
    }
    return work;
  }

  static JobRecord of(Invocation invocation) {
    JobRecord work = new JobRecord();
    work.kind = INVOCATION;
    work.account = invocation.account();
    work.region = invocation.region();
    work.functionName = invocation.functionName();
    work.functionVersion = invocation.functionVersion();
    work.requestId = invocation.requestId();
    work.log = invocation.log();
    work.logCut = invocation.logCut();
    work.statusCode = invocation.statusCode();
    work.functionError = invocation.functionError();
    work.payload = invocation.payload();
    work.invokedAt = invocation.invokedAt();
    return work;
  }

  static JobRecord rejected(
      Source source, String account, String region, String reason, byte[] body) {
    JobRecord work = new JobRecord();
    work.kind = REJECTED;
    work.source = (byte) source.ordinal();
    work.account = account;
    work.region = region;
    work.reason = reason;
    work.body = body;
    return work;
  }

  static List<JobRecord> dropped(Source source, Map<String, Long> dropped) {
    List<JobRecord> all = new ArrayList<>();
    dropped.forEach(
        (reason, count) -> {
          JobRecord work = new JobRecord();
          work.kind = DROPPED;
          work.source = (byte) source.ordinal();
          work.reason = reason;
          work.count = count;
          all.add(work);
        });
    return all;
  }

  /** What is kept together: a stream's batches, a request's results. */
  public String key() {
    return switch (kind) {
      case BATCH -> String.join("\n", account, region, logGroup, logStream);
      case INVOCATION -> String.join("\n", account, region, functionName, requestId);
      default -> reason;
    };
  }

  Source from() {
    return Source.values()[source];
  }

  LogBatch batch() {
    LogStream stream = new LogStream(account, region, logGroup, logStream);
    List<LogEvent> events = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      events.add(new LogEvent(ids[i], timestamps[i], messages[i], arrivals[i]));
    }
    return new LogBatch(stream, from(), events);
  }

  Invocation invocation() {
    return new Invocation(
        account,
        region,
        functionName,
        functionVersion,
        requestId,
        log,
        logCut,
        statusCode,
        functionError,
        payload,
        invokedAt);
  }

  DeadLetter deadLetter() {
    return new DeadLetter(from(), account, region, reason, body);
  }
}
