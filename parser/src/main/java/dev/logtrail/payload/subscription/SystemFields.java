package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.trail.LogStream;
import java.io.IOException;

/**
 * The true origin of an event of a centralized log group, as its {@code extractedFields} tell it.
 *
 * @param account {@code @aws.account}, or null
 * @param region {@code @aws.region}, or null
 */
record SystemFields(String account, String region) {

  /** Reads the extractedFields object the parser stands on; null if it tells neither. */
  static SystemFields read(JsonParser p, JsonDocuments in) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return null;
    }
    String account = null;
    String region = null;
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "@aws.account" -> account = in.text(p, DeliveryLimits.NAME_BYTES);
        case "@aws.region" -> region = in.text(p, DeliveryLimits.NAME_BYTES);
        default -> p.skipChildren();
      }
    }
    return account == null && region == null ? null : new SystemFields(account, region);
  }

  LogStream override(LogStream stream) {
    return new LogStream(
        Names.firstNonBlank(account, stream.account()),
        Names.firstNonBlank(region, stream.region()),
        stream.logGroup(),
        stream.logStream());
  }
}
