package dev.logtrail.payload.invocation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
  private static final int PAYLOAD_CHARS = 6 << 20;

  private String functionName;
  private String functionVersion;
  private String requestId;
  private String logResult;
  private String statusCode;
  private String functionError;
  private String payload;
  private String invokedAt;
  private String account;
  private String region;

  void read(JsonParser p) throws IOException {
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "functionName" -> functionName = JsonInput.text(p);
        case "functionVersion" -> functionVersion = JsonInput.text(p);
        case "requestId" -> requestId = JsonInput.text(p);
        case "logResult" -> logResult = JsonInput.text(p);
        case "statusCode" -> statusCode = JsonInput.text(p);
        case "functionError" -> functionError = JsonInput.text(p);
        case "payload" -> payload = json(p);
        case "invokedAt" -> invokedAt = JsonInput.text(p);
        case "account" -> account = JsonInput.text(p);
        case "region" -> region = JsonInput.text(p);
        default -> p.skipChildren();
      }
    }
  }

  private static String json(JsonParser p) throws IOException {
    return p.currentToken() == JsonToken.VALUE_NULL ? null : JsonInput.compact(p);
  }

  Invocation invocation(Decoding decoding) {
    FunctionName function = FunctionName.of(named("functionName", functionName));
    named("functionName", function.name());
    LogResultText log = log(decoding);
    if (payload != null && payload.length() > PAYLOAD_CHARS) {
      throw new IllegalArgumentException(
          "payload is longer than the limit of " + PAYLOAD_CHARS + " characters");
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
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(logResult.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("logResult is not base64: " + e.getMessage(), e);
    }
    if (bytes.length > decoding.limits().eventBytes()) {
      throw new IllegalArgumentException(
          "logResult is larger than the limit of " + decoding.limits().eventBytes() + " bytes");
    }
    return LogResultText.of(bytes);
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
