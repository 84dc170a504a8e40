package dev.logtrail.payload.invocation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.Invocation;
import java.io.IOException;
import java.util.Base64;

/**
 * The fields of one posted invocation while they are read. Its texts say what is missing or wrong.
 */
final class InvocationFields {
  /** Lambda returns at most 6 MB from a synchronous invoke. */
  static final int PAYLOAD_BYTES = 6 << 20;

  /** Base64 of more than any log result, line breaks included. */
  private static final int LOG_RESULT_CHARS = 2 * DeliveryLimits.EVENT_BYTES;

  private String functionName;
  private String functionVersion;
  private String requestId;
  private String logResult;
  private String statusCode;
  private String functionError;
  private String payload;
  private boolean longPayload;

  /** Which field is an object or an array and should be text. */
  private String noName;

  private String invokedAt;
  private String account;
  private String region;

  void read(JsonParser p, JsonDocuments in) throws IOException {
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "functionName" -> functionName = name(key, p, in);
        case "functionVersion" -> functionVersion = name(key, p, in);
        case "requestId" -> requestId = name(key, p, in);
        case "logResult" -> logResult = in.text(p, LOG_RESULT_CHARS);
        case "statusCode" -> statusCode = name(key, p, in);
        case "functionError" -> functionError = name(key, p, in);
        case "payload" -> payload = json(p, in);
        case "invokedAt" -> invokedAt = name(key, p, in);
        case "account" -> account = name(key, p, in);
        case "region" -> region = name(key, p, in);
        default -> p.skipChildren();
      }
    }
  }

  private String name(String key, JsonParser p, JsonDocuments in) throws IOException {
    if (p.currentToken().isStructStart()) {
      noName = key;
      p.skipChildren();
      return null;
    }
    return in.text(p, DeliveryLimits.NAME_BYTES);
  }

  private String json(JsonParser p, JsonDocuments in) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    longPayload = in.length(p, PAYLOAD_BYTES) > PAYLOAD_BYTES;
    if (longPayload) {
      p.skipChildren();
      return null;
    }
    return JsonInput.compact(p);
  }

  Invocation invocation(Decoding decoding) {
    if (noName != null) {
      throw new IllegalArgumentException(noName + " is an object or an array, and no text");
    }
    FunctionName function = FunctionName.of(named("functionName", functionName));
    named("functionName", function.name());
    LogResultText log = log(decoding);
    if (longPayload) {
      throw new IllegalArgumentException(
          "payload is longer than the limit of " + PAYLOAD_BYTES + " bytes");
    }
    return new Invocation(
        account(decoding, function),
        region(decoding, function),
        function.name(),
        checked("functionVersion", Names.firstNonBlank(functionVersion, function.qualifier())),
        named("requestId", requestId),
        log == null ? null : log.text(),
        log != null && log.cut(),
        status(),
        checked("functionError", functionError),
        payload,
        time());
  }

  private String account(Decoding decoding, FunctionName function) {
    String named = Names.firstNonBlank(account, function.account());
    return checked("account", Names.firstNonBlank(named, decoding.defaults().account()));
  }

  private String region(Decoding decoding, FunctionName function) {
    String named = Names.firstNonBlank(region, function.region());
    return checked("region", Names.firstNonBlank(named, decoding.defaults().region()));
  }

  private LogResultText log(Decoding decoding) {
    if (logResult == null) {
      return null;
    }
    if (logResult.length() > LOG_RESULT_CHARS) {
      throw longLogResult(decoding);
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(logResult.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("logResult is not base64: " + e.getMessage(), e);
    }
    if (bytes.length > decoding.limits().eventBytes()) {
      throw longLogResult(decoding);
    }
    return LogResultText.of(bytes);
  }

  private static IllegalArgumentException longLogResult(Decoding decoding) {
    return new IllegalArgumentException(
        "logResult is larger than the limit of " + decoding.limits().eventBytes() + " bytes");
  }

  private Integer status() {
    try {
      return statusCode == null ? null : Integer.valueOf(statusCode);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("statusCode is not a whole number", e);
    }
  }

  private Long time() {
    if (invokedAt == null) {
      return null;
    }
    Long ms = TimeText.millis(invokedAt);
    if (ms == null || !TimeText.isPlausible(ms)) {
      throw new IllegalArgumentException("invokedAt is neither ISO 8601 nor epoch milliseconds");
    }
    return ms;
  }

  private static String named(String what, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return checked(what, value);
  }

  private static String checked(String what, String value) {
    String fault = value == null ? null : Names.fault(what, value);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
    return value;
  }
}
