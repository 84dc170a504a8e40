package dev.logtrail.api.invoke;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.ingest.invoke.InvokeTarget;
import dev.logtrail.ingest.invoke.Invoker;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.text.FaultText;
import dev.logtrail.text.JsonText;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a caller wants invoked, and refuses what may not be. */
final class InvokeHandlers {
  private static final String JSON = "application/json";

  private final Invoker invoker;
  private final Clock clock;

  /**
   * @param invoker null where nothing may be invoked
   */
  InvokeHandlers(Invoker invoker, Clock clock) {
    this.invoker = invoker;
    this.clock = clock;
  }

  /** Tells whether functions can be invoked here. */
  void state(Context ctx) throws IOException {
    new QueryParams(ctx.queryParamMap(), Set.of(), clock);
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeBooleanField("allowed", invoker != null);
          out.writeArrayFieldStart("functions");
          if (invoker != null) {
            for (NamePattern pattern : invoker.allowed()) {
              out.writeString(pattern.text());
            }
          }
          out.writeEndArray();
          out.writeStringField("problem", invoker == null ? null : invoker.problem());
          out.writeEndObject();
        });
  }

  /**
   * What is to be invoked.
   *
   * @throws ProblemException 400, 403, 413 or 415 if it may not be, or not like this
   */
  InvokeTarget target(Context ctx) {
    if (invoker == null) {
      throw new ProblemException(
          403, "This server invokes no functions: start it with --allow-invoke.");
    }
    String type = String.valueOf(ctx.header("Content-Type")).toLowerCase(Locale.ROOT);
    // Of another type it could be the form of a foreign page, sent without being asked for.
    if (!type.equals(JSON) && !type.startsWith(JSON + ";")) {
      throw new ProblemException(
          415, "Content-Type is not " + JSON + ": a function is invoked with JSON, or nothing.");
    }
    if (ctx.req().getContentLengthLong() > ServerLimits.INVOKE_BYTES) {
      throw tooLarge();
    }
    QueryParams params =
        new QueryParams(ctx.queryParamMap(), Set.of("account", "qualifier", "region"), clock);
    InvokeTarget target;
    try {
      String account = params.text("account");
      target =
          new InvokeTarget(
              ctx.pathParam("function"),
              params.text("qualifier"),
              Invocation.UNKNOWN_ACCOUNT.equals(account) ? null : account,
              params.text("region"));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, e.getMessage());
    }
    if (invoker.allowed().stream().noneMatch(p -> p.matches(target.function()))) {
      throw new ProblemException(
          403,
          "Function '%s' may not be invoked here: --allow-invoke is for %s."
              .formatted(
                  target.function(),
                  invoker.allowed().stream()
                      .map(NamePattern::text)
                      .collect(Collectors.joining(", "))));
    }
    checkScope(Caller.of(ctx).scope(), target);
    return target;
  }

  private void checkScope(Scope scope, InvokeTarget target) {
    if (scope.isAll()) {
      return;
    }
    String account = invoker.account(target);
    String known = account == null ? Invocation.UNKNOWN_ACCOUNT : account;
    if (!scope.hasFunction(known, target.function())) {
      throw new ProblemException(
          403,
          "Function '%s' of account %s is not among those that this token is limited to."
              .formatted(target.function(), known));
    }
  }

  /**
   * Checks what a function is to be given.
   *
   * @throws ProblemException 400 or 413 if it cannot be
   */
  static void checkPayload(byte[] body) {
    if (body.length > ServerLimits.INVOKE_BYTES) {
      throw tooLarge();
    }
    if (body.length == 0) {
      return;
    }
    try (JsonParser in = JsonText.FACTORY.createParser(body)) {
      JsonToken first = in.nextToken();
      in.skipChildren();
      if (first == null || in.nextToken() != null) {
        throw new ProblemException(
            400, "The payload is not one JSON value: give one, or nothing at all.");
      }
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          400,
          "The payload is no JSON at line %d, column %d: %s."
              .formatted(
                  e.getLocation().getLineNr(), e.getLocation().getColumnNr(), FaultText.ofJson(e)));
    } catch (IOException e) {
      throw new ProblemException(400, "The payload is no JSON: " + e.getMessage());
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        413,
        "The payload is larger than %d bytes, the most that Lambda takes."
            .formatted(ServerLimits.INVOKE_BYTES));
  }
}
