package dev.logtrail.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Where a Firehose delivery comes from, as its headers tell.
 *
 * @param account owner, or null
 * @param region AWS region, or null
 */
record FirehoseOrigin(String account, String region) {
  private static final int ARN_REGION = 3;
  private static final int ARN_ACCOUNT = 4;

  static FirehoseOrigin of(UnaryOperator<String> header) throws DoorFault {
    FirehoseOrigin told = attributes(header.apply("X-Amz-Firehose-Common-Attributes"));
    String arn = header.apply("X-Amz-Firehose-Source-Arn");
    String[] parts = arn == null ? new String[0] : arn.split(":", -1);
    return new FirehoseOrigin(
        Told.first(told.account, parts.length > ARN_ACCOUNT ? parts[ARN_ACCOUNT] : null),
        Told.first(told.region, parts.length > ARN_REGION ? parts[ARN_REGION] : null));
  }

  private static FirehoseOrigin attributes(String json) throws DoorFault {
    String account = null;
    String region = null;
    if (json != null) {
      try (JsonParser p = DoorJson.FACTORY.createParser(json)) {
        for (JsonToken t = p.nextToken(); t != null; t = p.nextToken()) {
          if (t == JsonToken.VALUE_STRING) {
            account = "account".equals(p.currentName()) ? p.getText() : account;
            region = "region".equals(p.currentName()) ? p.getText() : region;
          }
        }
      } catch (IOException e) {
        throw new DoorFault(
            400,
            "X-Amz-Firehose-Common-Attributes is not JSON;"
                + " right is {\"commonAttributes\":{\"region\":\"eu-west-1\"}}");
      }
    }
    return new FirehoseOrigin(account, region);
  }
}
