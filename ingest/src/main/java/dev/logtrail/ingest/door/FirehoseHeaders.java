package dev.logtrail.ingest.door;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.text.JsonText;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Reads the headers that Firehose sends with each delivery. */
final class FirehoseHeaders {
  static final String REQUEST_ID = "X-Amz-Firehose-Request-Id";

  private static final String COMMON_ATTRIBUTES = "X-Amz-Firehose-Common-Attributes";
  private static final String SOURCE_ARN = "X-Amz-Firehose-Source-Arn";
  private static final int ARN_REGION = 3;
  private static final int ARN_ACCOUNT = 4;

  private FirehoseHeaders() {}

  /**
   * Whose log data it is: the stream's common attributes, then the ARN of the Firehose stream.
   *
   * @throws DeliveryRefusedException 400 if the common attributes are not JSON
   */
  static DeliveryOwner owner(UnaryOperator<String> header) throws DeliveryRefusedException {
    return ofAttributes(header.apply(COMMON_ATTRIBUTES)).or(ofArn(header.apply(SOURCE_ARN)));
  }

  private static DeliveryOwner ofArn(String arn) {
    String[] parts = arn == null ? new String[0] : arn.split(":", -1);
    return new DeliveryOwner(
        parts.length > ARN_ACCOUNT ? parts[ARN_ACCOUNT] : null,
        parts.length > ARN_REGION ? parts[ARN_REGION] : null);
  }

  private static DeliveryOwner ofAttributes(String json) throws DeliveryRefusedException {
    String account = null;
    String region = null;
    if (json != null) {
      try (JsonParser p = JsonText.FACTORY.createParser(json)) {
        for (JsonToken t = p.nextToken(); t != null; t = p.nextToken()) {
          if (t == JsonToken.VALUE_STRING) {
            account = "account".equals(p.currentName()) ? p.getText() : account;
            region = "region".equals(p.currentName()) ? p.getText() : region;
          }
        }
      } catch (IOException e) {
        throw new DeliveryRefusedException(
            400,
            "X-Amz-Firehose-Common-Attributes is not JSON;"
                + " right is {\"commonAttributes\":{\"region\":\"eu-west-1\"}}");
      }
    }
    return new DeliveryOwner(account, region);
  }
}
