package dev.logtrail.payload.invocation;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.trail.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes invocations in the form in which they are posted, so that they can be read again. */
public final class InvocationJson {
  private InvocationJson() {}

  /**
   * The invocation as a JSON object.
   *
   * <p>Whether its log is cut is not part of the form. It is told by the log's length and its first
   * line, and comes out the same unless the log was shortened.
   */
  public static byte[] of(Invocation invocation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonInput.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      text(out, "functionName", invocation.functionName());
      text(out, "functionVersion", invocation.functionVersion());
      text(out, "requestId", invocation.requestId());
      if (invocation.log() != null) {
        byte[] log = invocation.log().getBytes(StandardCharsets.UTF_8);
        text(out, "logResult", Base64.getEncoder().encodeToString(log));
      }
      if (invocation.statusCode() != null) {
        out.writeNumberField("statusCode", invocation.statusCode());
      }
      text(out, "functionError", invocation.functionError());
      if (invocation.payload() != null) {
        out.writeFieldName("payload");
        out.writeRawValue(invocation.payload());
      }
      if (invocation.invokedAt() != null) {
        out.writeNumberField("invokedAt", invocation.invokedAt());
      }
      text(out, "account", invocation.account());
      text(out, "region", invocation.region());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void text(JsonGenerator out, String name, String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }
}
