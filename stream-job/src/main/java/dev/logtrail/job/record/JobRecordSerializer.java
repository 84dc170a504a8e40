package dev.logtrail.job.record;

import dev.logtrail.job.record.JobRecord.DroppedCount;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.InvocationResult;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Job records as bytes, on their way from task to task. They are never kept: what a checkpoint
 * holds of them was taken in by the same program.
 *
 * <pre>
 *  kind      byte: 1 events, 2 invocation, 3 unreadable, 4 dropped; then the fields of the kind
 *  text      as Flink writes strings; may be null
 *  number    four or eight bytes; where it may be missing, a byte before it says whether it is there
 * </pre>
 */
public final class JobRecordSerializer extends TypeSerializerSingleton<JobRecord> {
  /** The one instance; it holds nothing. */
  public static final JobRecordSerializer INSTANCE = new JobRecordSerializer();

  private static final long serialVersionUID = 1L;

  private static final byte EVENTS = 1;
  private static final byte INVOCATION = 2;
  private static final byte UNREADABLE = 3;
  private static final byte DROPPED = 4;

  @Override
  public void serialize(JobRecord record, DataOutputView out) throws IOException {
    if (record instanceof EventBatch events) {
      out.writeByte(EVENTS);
      write(events.batch(), out);
    } else if (record instanceof InvocationResult result) {
      out.writeByte(INVOCATION);
      write(result.invocation(), out);
    } else if (record instanceof UnreadableRecord unreadable) {
      out.writeByte(UNREADABLE);
      write(unreadable.letter(), out);
    } else if (record instanceof DroppedCount dropped) {
      out.writeByte(DROPPED);
      out.writeByte(dropped.source().code());
      text(dropped.reason(), out);
      out.writeLong(dropped.count());
    } else {
      throw new IllegalArgumentException("no record of the job: " + record);
    }
  }

  @Override
  public JobRecord deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case EVENTS -> new EventBatch(batch(in));
      case INVOCATION -> new InvocationResult(invocation(in));
      case UNREADABLE -> new UnreadableRecord(letter(in));
      case DROPPED -> new DroppedCount(source(in), text(in), in.readLong());
      default -> throw new IOException("a record of kind " + kind + "; this version knows 1 to 4");
    };
  }

  private static void write(LogBatch batch, DataOutputView out) throws IOException {
    LogStream stream = batch.stream();
    text(stream.account(), out);
    text(stream.region(), out);
    text(stream.logGroup(), out);
    text(stream.logStream(), out);
    out.writeByte(batch.source().code());
    out.writeInt(batch.events().size());
    for (LogEvent event : batch.events()) {
      text(event.id(), out);
      out.writeLong(event.timestamp());
      out.writeInt(event.arrival());
      text(event.message(), out);
    }
  }

  private static LogBatch batch(DataInputView in) throws IOException {
    LogStream stream = new LogStream(text(in), text(in), text(in), text(in));
    Source source = source(in);
    int count = in.readInt();
    List<LogEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String id = text(in);
      long timestamp = in.readLong();
      int arrival = in.readInt();
      events.add(new LogEvent(id, timestamp, text(in), arrival));
    }
    return new LogBatch(stream, source, events);
  }

  private static void write(Invocation invocation, DataOutputView out) throws IOException {
    text(invocation.account(), out);
    text(invocation.region(), out);
    text(invocation.functionName(), out);
    text(invocation.functionVersion(), out);
    text(invocation.requestId(), out);
    text(invocation.log(), out);
    out.writeBoolean(invocation.logCut());
    out.writeBoolean(invocation.statusCode() != null);
    if (invocation.statusCode() != null) {
      out.writeInt(invocation.statusCode());
    }
    text(invocation.functionError(), out);
    text(invocation.payload(), out);
    out.writeBoolean(invocation.invokedAt() != null);
    if (invocation.invokedAt() != null) {
      out.writeLong(invocation.invokedAt());
    }
  }

  private static Invocation invocation(DataInputView in) throws IOException {
    return new Invocation(
        text(in),
        text(in),
        text(in),
        text(in),
        text(in),
        text(in),
        in.readBoolean(),
        in.readBoolean() ? in.readInt() : null,
        text(in),
        text(in),
        in.readBoolean() ? in.readLong() : null);
  }

  private static void write(DeadLetter letter, DataOutputView out) throws IOException {
    out.writeByte(letter.source().code());
    out.writeByte(letter.stage().code());
    text(letter.account(), out);
    text(letter.region(), out);
    text(letter.logGroup(), out);
    text(letter.logStream(), out);
    text(letter.reason(), out);
    out.writeInt(letter.attempts());
    out.writeInt(letter.body().length);
    out.write(letter.body());
    out.writeLong(letter.fullBytes());
  }

  private static DeadLetter letter(DataInputView in) throws IOException {
    Source source = source(in);
    DeadLetterStage stage = DeadLetterStage.ofCode(in.readByte());
    String account = text(in);
    String region = text(in);
    String logGroup = text(in);
    String logStream = text(in);
    String reason = text(in);
    int attempts = in.readInt();
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    return new DeadLetter(
        source, stage, account, region, logGroup, logStream, reason, attempts, body, in.readLong());
  }

  private static Source source(DataInputView in) throws IOException {
    return Source.ofCode(in.readByte());
  }

  private static void text(String text, DataOutputView out) throws IOException {
    StringValue.writeString(text, out);
  }

  private static String text(DataInputView in) throws IOException {
    return StringValue.readString(in);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public JobRecord createInstance() {
    return new DroppedCount(Source.SUBSCRIPTION, "none", 0);
  }

  @Override
  public JobRecord copy(JobRecord from) {
    return from;
  }

  @Override
  public JobRecord copy(JobRecord from, JobRecord reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public JobRecord deserialize(JobRecord reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<JobRecord> snapshotConfiguration() {
    return new JobRecordSnapshot();
  }
}
