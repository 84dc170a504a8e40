package dev.logtrail.redact;

import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.PayloadLimits;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.payload.invocation.InvocationJson;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a delivery without secrets of one that is read, before it is stored: decodes it, and writes
 * what was read of it anew. Thread-safe.
 */
public final class DeliveryRedaction {
  private final Redaction redaction;

  public DeliveryRedaction(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * The delivery without secrets; itself if nothing is masked at all. Ids that the events lack are
   * part of it, so that they do not depend on what was masked.
   *
   * @param room what large payloads are decoded in
   * @throws UnreadableException if nothing in it is readable
   */
  public Delivery delivery(Delivery delivery, DecodingRoom room) throws UnreadableException {
    if (redaction.isNone()) {
      return delivery;
    }
    try (PayloadDecoder decoder = new PayloadDecoder(PayloadLimits.DEFAULT, room)) {
      Writer writer = new Writer(delivery);
      decoder.decode(delivery, writer);
      return new Delivery(
          delivery.source(),
          delivery.account(),
          delivery.region(),
          writer.end(),
          delivery.deadLetter());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Writes documents as they are read; those that could not be read stand at the end. */
  private final class Writer implements DecodedSink {
    private final Delivery delivery;
    private final boolean firehose;
    private final RecordRedaction records = new RecordRedaction(redaction);
    private final BytesRedaction bytes = new BytesRedaction(redaction);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream faulty = new ByteArrayOutputStream();
    private final OutputStream out;
    private boolean first = true;

    Writer(Delivery delivery) throws IOException {
      this.delivery = delivery;
      this.firehose = delivery.source() == Source.FIREHOSE;
      this.out = new GZIPOutputStream(body);
      if (firehose) {
        write("{\"requestId\":\"\",\"timestamp\":0,\"records\":[");
      }
    }

    @Override
    public void batch(LogBatch batch) {
      LogBatch masked = records.batch(batch);
      boolean elsewhere = !masked.stream().region().equals(delivery.region());
      document(PayloadJson.of(masked.stream(), masked.events(), elsewhere));
    }

    @Override
    public void invocation(Invocation invocation) {
      document(InvocationJson.of(records.invocation(invocation)));
    }

    @Override
    public void rejected(Rejected rejected) {
      byte[] kept = bytes.bytes(rejected.body());
      byte[] shown = kept == null ? unreadable(rejected.length()) : kept;
      if (firehose) {
        document(shown);
      } else {
        faulty.writeBytes(shown);
        faulty.write('\n');
      }
    }

    private byte[] unreadable(long length) {
      return ("%d bytes that cannot be read, and are not kept: secrets in them cannot be masked"
              .formatted(length))
          .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void dropped(String reason, long events) {
      if (reason.equals("control_message")) {
        document(PayloadJson.controlMessage(events));
      } else if (firehose) {
        for (long i = 0; i < events; i++) {
          document(new byte[0]);
        }
      }
    }

    private void document(byte[] json) {
      if (firehose) {
        write((first ? "" : ",") + "{\"data\":\"" + Base64.getEncoder().encodeToString(json));
        write("\"}");
      } else {
        write(json);
        write("\n");
      }
      first = false;
    }

    private void write(String text) {
      write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(byte[] part) {
      try {
        out.write(part);
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory", e);
      }
    }

    byte[] end() throws IOException {
      if (firehose) {
        write("]}");
      }
      write(faulty.toByteArray());
      out.close();
      return body.toByteArray();
    }
  }
}
