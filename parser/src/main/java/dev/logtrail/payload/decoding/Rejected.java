package dev.logtrail.payload.decoding;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * One record that could not be read. Its bytes are not copied unless somebody asks for them: until
 * then they stand in what is decoded, which goes on when the sink returns.
 *
 * @param reason what was wrong, and what would be right
 * @param parts its bytes, one after the other
 */
public record Rejected(String reason, List<Bytes> parts) {
  public Rejected {
    Objects.requireNonNull(reason, "reason");
    parts = List.copyOf(parts);
  }

  /** The same with a copy of its bytes, which stays as it is. */
  public Rejected copied() {
    return new Rejected(reason, List.of(Bytes.of(body())));
  }

  /** How many bytes it has. */
  public long length() {
    return parts.stream().mapToLong(Bytes::length).sum();
  }

  /** A copy of its bytes; of more than a dead letter keeps, and one more, the first ones. */
  public byte[] body() {
    int most = DeliveryLimits.DEAD_LETTER_BYTES + 1;
    ByteBuffer body = ByteBuffer.allocate((int) Math.min(length(), most));
    for (Bytes part : parts) {
      Bytes first = part.first(body.remaining());
      body.put(first.array(), first.from(), first.length());
    }
    return body.array();
  }
}
