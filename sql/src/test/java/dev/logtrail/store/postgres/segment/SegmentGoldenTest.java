package dev.logtrail.store.postgres.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.logs.SyntheticLogs;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Segments that version 1 wrote, kept as bytes: every later version must read them. {@code main}
 * wrote the file, once.
 */
final class SegmentGoldenTest {
  private static final String FILE = "segment-v1.bin";

  private static List<TrailEvent> events() {
    List<TrailEvent> events = new ArrayList<>(new SyntheticLogs(42).request(1_795_000_000_123L));
    long time = 1_795_000_001_000L;
    add(events, EventId.makeUp(time, "made up", 1), time, "made up", Basis.INFERRED, true, 1);
    add(events, "", LogEvent.UNKNOWN_TIME, "no id, no time", Basis.ENVIRONMENT, false, 2);
    add(events, "0815", time, "own \uD800 id \u0000", Basis.AFTER_END, false, -3);
    add(events, SyntheticLogs.id(time, 1, -1, 65_535), time, "żółć", Basis.INIT, false, 0);
    return events;
  }

  private static void add(
      List<TrailEvent> events,
      String id,
      long time,
      String message,
      Basis basis,
      boolean bleed,
      int arrival) {
    events.add(
        new TrailEvent(new LogEvent(id, time, message, arrival), basis, bleed, Source.KINESIS));
  }

  @Test
  void version_1_is_read() {
    assertThat(SegmentCodec.decode(golden())).isEqualTo(events());
  }

  @Test
  void version_1_is_written_the_same() {
    // The block, not the frame: another zstd may compress better.
    assertThat(SegmentCodec.block(SegmentCodec.encode(events()).data()))
        .isEqualTo(SegmentCodec.block(golden()));
  }

  @Test
  void dictionary_1_is_what_it_was() throws Exception {
    byte[] dictionary = read(SegmentZstd.class, "segment-1.dict");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(dictionary);
    assertThat(HexFormat.of().formatHex(digest))
        .as("stored segments need it; a better dictionary gets number 2")
        .isEqualTo("134232f5fd638f254c2a86abd38c5f30ad6bf7468eccfe11ba6663818eb8d766");
  }

  private static byte[] golden() {
    return read(SegmentGoldenTest.class, FILE);
  }

  private static byte[] read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0], FILE), SegmentCodec.encode(events()).data());
  }
}
