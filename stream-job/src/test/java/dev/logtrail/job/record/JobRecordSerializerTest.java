package dev.logtrail.job.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.job.record.JobRecord.DroppedCount;
import dev.logtrail.job.record.JobRecord.EventBatch;
import dev.logtrail.job.record.JobRecord.InvocationResult;
import dev.logtrail.job.record.JobRecord.UnreadableRecord;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of record comes out of its bytes as it went in. */
class JobRecordSerializerTest {
  private static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");
  private static final String ODD = "nul \u0000, lone \uD800, \uD83D\uDE00 " + "x".repeat(100_000);

  static Stream<JobRecord> records() {
    LogEvent odd = new LogEvent("id " + ODD, LogEvent.UNKNOWN_TIME, ODD, 3);
    LogEvent plain = new LogEvent("1", 1_763_632_800_000L, "one\n");
    return Stream.of(
        new EventBatch(new LogBatch(STREAM, Source.KINESIS, List.of(odd, plain))),
        new InvocationResult(
            new Invocation("1", "r", "f", "1", "id", ODD, true, 200, "Handled", "{}", 5L)),
        new InvocationResult(
            new Invocation("1", "r", "f", null, "id", null, false, null, null, null, null)),
        new UnreadableRecord(
            new DeadLetter(
                Source.FIREHOSE,
                DeadLetterStage.STORE,
                "1",
                "r",
                "g",
                "s",
                "not JSON",
                3,
                new byte[] {0, -1},
                9)),
        new UnreadableRecord(
            DeadLetter.unreadable(
                new Delivery(Source.API, "", "", new byte[0]), "not JSON", new byte[0])),
        new DroppedCount(Source.FILE, "control_message", Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordSurvivesItsBytes(JobRecord record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    JobRecordSerializer.INSTANCE.serialize(record, out);
    JobRecordSerializer.INSTANCE.serialize(record, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(64);
    JobRecordSerializer.INSTANCE.copy(in, copied);

    assertSame(JobRecordSerializer.INSTANCE.deserialize(in), record);
    assertThat(in.available()).isZero();
    assertSame(
        JobRecordSerializer.INSTANCE.deserialize(
            new DataInputDeserializer(copied.getCopyOfBuffer())),
        record);
    assertThat(JobRecordSerializer.INSTANCE.copy(record)).isSameAs(record);
  }

  private static void assertSame(JobRecord found, JobRecord wanted) {
    assertThat(found).usingRecursiveComparison().isEqualTo(wanted);
    assertThat(found.key()).isEqualTo(wanted.key());
  }

  @Test
  void aKindThatIsNotKnownIsSaid() {
    assertThatThrownBy(
            () ->
                JobRecordSerializer.INSTANCE.deserialize(new DataInputDeserializer(new byte[] {9})))
        .isInstanceOf(IOException.class)
        .hasMessage("a record of kind 9; this version knows 1 to 4");
  }

  @Test
  void aCheckpointsSnapshotGivesTheSameSerializer() {
    TypeSerializer<JobRecord> restored =
        JobRecordSerializer.INSTANCE.snapshotConfiguration().restoreSerializer();

    assertThat(restored).isEqualTo(JobRecordSerializer.INSTANCE);
    assertThat(new JobRecordType().createSerializer(null)).isEqualTo(restored);
    assertThat(new JobRecordType()).isEqualTo(new JobRecordType());
  }

  @Test
  void theBytesOfVersion1StayAsTheyAre() throws IOException {
    LogEvent event = new LogEvent("e", 0x19a00000000L, "hi\n", 2);
    assertBytes(
        new EventBatch(new LogBatch(STREAM, Source.KINESIS, List.of(event))),
        "01 0231 0a65752d776573742d31 0e2f6177732f6c616d6264612f66 0273 02 00000001"
            + " 0265 0000019a00000000 00000002 0468690a");
    assertBytes(
        new InvocationResult(
            new Invocation("1", "r", "f", null, "i", "l", true, 200, null, "{}", 5L)),
        "02 0231 0272 0266 00 0269 026c 01 01 000000c8 00 037b7d 01 0000000000000005");
    assertBytes(
        new UnreadableRecord(
            new DeadLetter(
                Source.API,
                DeadLetterStage.STORE,
                null,
                "r",
                "g",
                "s",
                "no",
                3,
                new byte[] {7},
                9)),
        "03 03 %02x 00 0272 0267 0273 036e6f 00000003 00000001 07 0000000000000009"
            .formatted(DeadLetterStage.STORE.code()));
    assertBytes(new DroppedCount(Source.FILE, "cm", 258), "04 04 03636d 0000000000000102");
  }

  @Test
  void aSnapshotIsItsVersionAlone() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(
        out, JobRecordSerializer.INSTANCE.snapshotConfiguration());
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(out.length()).isEqualTo(2 + JobRecordSnapshot.class.getName().length() + 4);
    assertThat(
            TypeSerializerSnapshot.<JobRecord>readVersionedSnapshot(in, getClass().getClassLoader())
                .restoreSerializer())
        .isSameAs(JobRecordSerializer.INSTANCE);
    assertThat(in.available()).isZero();
  }

  @Test
  void aSavepointOfAnUnknownVersionSaysSo() throws IOException {
    DataOutputSerializer later = new DataOutputSerializer(64);
    later.writeUTF(JobRecordSnapshot.class.getName());
    later.writeInt(7);
    DataInputDeserializer in = new DataInputDeserializer(later.getCopyOfBuffer());

    assertThatThrownBy(
            () -> TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("job records of version 7")
        .hasMessageContaining("this program reads version 1")
        .hasMessageContaining("start without the savepoint");
  }

  private static void assertBytes(JobRecord record, String hex) throws IOException {
    assertThat(hex(record)).isEqualTo(hex.replace(" ", ""));
  }

  private static String hex(JobRecord record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    JobRecordSerializer.INSTANCE.serialize(record, out);
    return HexFormat.of().formatHex(out.getCopyOfBuffer());
  }
}
