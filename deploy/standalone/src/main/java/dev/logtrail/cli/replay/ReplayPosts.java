package dev.logtrail.cli.replay;

import dev.logtrail.cli.input.InputNotes;
import dev.logtrail.cli.input.LogReader;
import dev.logtrail.limit.FileLimits;
import dev.logtrail.payload.Shape;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.InputPieces;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.carrier.text.Carrier;
import dev.logtrail.trail.LogStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Makes the requests of a replay from an input. */
public final class ReplayPosts {
  private final Consumer<ReplayPost> target;
  private final BiConsumer<String, Long> leftOut;

  /**
   * @param target gets each request as soon as it is made
   * @param leftOut gets the number of lines or events that are not sent, with the reason
   */
  public ReplayPosts(Consumer<ReplayPost> target, BiConsumer<String, Long> leftOut) {
    this.target = target;
    this.leftOut = leftOut;
  }

  /**
   * Reads an input to its end. What a door takes goes as it is, anything else as subscription
   * payloads.
   *
   * @param defaults names for what the input does not tell; empty text where nothing is known
   * @param startTime the time of the first event that has none, epoch ms; null if not told
   * @param carrier what a text was carried by; null to find out
   * @return what is worth saying about the input; null if it was sent as it is
   */
  public InputNotes read(InputStream input, LogStream defaults, Long startTime, Carrier carrier)
      throws IOException, UnreadableException {
    BufferedInputStream in = new BufferedInputStream(input, FileLimits.REPLAY_REQUEST_BYTES);
    in.mark(FileLimits.REPLAY_REQUEST_BYTES);
    byte[] head = in.readNBytes(FileLimits.REPLAY_REQUEST_BYTES);
    in.reset();
    Shape shape = Shape.of(head, head.length);
    String door =
        switch (shape) {
          case SUBSCRIPTION -> "/ingest/subscription";
          case INVOCATIONS -> "/ingest/invocations";
          case FIREHOSE -> "/ingest/firehose";
          case EVENTBRIDGE -> "/ingest/eventbridge";
          default -> null;
        };
    if (door == null) {
      return asPayloads(in, defaults, startTime, carrier);
    }
    asTheyAre(in, shape, door + query(defaults));
    return null;
  }

  private void asTheyAre(InputStream in, Shape shape, String path)
      throws IOException, UnreadableException {
    InputPieces.each(
        in,
        FileLimits.REPLAY_REQUEST_BYTES,
        FileLimits.INPUT_RECORD_BYTES,
        DecodingRoom.unlimited(),
        shape::wholeRecords,
        (bytes, length) -> {
          if (length > 0) {
            target.accept(new ReplayPost(path, gzip(bytes, length)));
          }
        });
  }

  private InputNotes asPayloads(InputStream in, LogStream defaults, Long startTime, Carrier carrier)
      throws IOException, UnreadableException {
    try (LogReader reader = new LogReader()) {
      ReplayPayloads payloads =
          new ReplayPayloads(
              startTime,
              leftOut,
              (stream, body) ->
                  target.accept(
                      new ReplayPost(
                          "/ingest/subscription" + query(stream), gzip(body, body.length))));
      InputNotes notes = reader.read(in, defaults, payloads, carrier);
      payloads.finish();
      return notes;
    }
  }

  /** Only what is told: the server knows its own defaults. */
  private static String query(LogStream told) {
    String account = told.account().isEmpty() ? "" : "account=" + encoded(told.account());
    String region = told.region().isEmpty() ? "" : "region=" + encoded(told.region());
    String both = account.isEmpty() || region.isEmpty() ? account + region : account + "&" + region;
    return both.isEmpty() ? "" : "?" + both;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }
}
