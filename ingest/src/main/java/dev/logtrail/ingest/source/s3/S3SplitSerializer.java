package dev.logtrail.ingest.source.s3;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the place, and the position's text to the end. */
final class S3SplitSerializer implements SimpleVersionedSerializer<S3Split> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(S3Split split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(split.location());
    out.write(split.position().text().getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  @Override
  public S3Split deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a position in S3 of version " + version + "; this program reads version " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    String location = in.readUTF();
    String position = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new S3Split(location, S3Position.parse(position));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
