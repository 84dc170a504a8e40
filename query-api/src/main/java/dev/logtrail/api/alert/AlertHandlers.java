package dev.logtrail.api.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.AlertLimits;
import dev.logtrail.store.alert.Alert;
import dev.logtrail.store.alert.AlertBacklog;
import dev.logtrail.store.alert.AlertDelivery;
import dev.logtrail.store.alert.Alerts;
import dev.logtrail.trail.Scope;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers with what fires, and what has. */
public final class AlertHandlers {
  private final Alerts alerts;
  private final AlertBodies bodies;
  private final Map<String, AlertRule> rules;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param settings the rules; null for none
   */
  public AlertHandlers(Alerts alerts, AlertSettings settings, Clock clock) {
    AlertSettings given =
        settings == null ? new AlertSettings(List.of(), List.of(), null) : settings;
    this.alerts = alerts;
    this.bodies = new AlertBodies(new AlertSettings(given.rules(), List.of(), ""));
    this.rules = given.rules().stream().collect(Collectors.toMap(AlertRule::name, r -> r));
    this.clock = clock;
  }

  /** What fires first, then what is over, newest first. */
  public void list(Context ctx) throws IOException {
    QueryParams p = new QueryParams(ctx.queryParamMap(), Set.of("state"), clock);
    String state = p.oneOf("state", List.of("firing", "resolved"), s -> s);
    Scope scope = Caller.of(ctx).scope();
    List<Alert> seen =
        alerts.list(AlertLimits.LISTED).stream()
            .filter(a -> scope.isAll() || scope.hasFunction(a.account(), a.functionName()))
            .filter(a -> state == null || state.equals("firing") == (a.resolvedAt() == null))
            .toList();
    int pending = scope.isAll() ? alerts.pending() : 0;
    List<AlertBacklog> backlogs = scope.isAll() ? alerts.backlogs() : List.of();
    List<AlertDelivery> messages =
        scope.isAll() ? alerts.deliveries(AlertLimits.LISTED_MESSAGES) : List.of();
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeNumberField("rules", rules.size());
          out.writeNumberField("pendingMessages", pending);
          out.writeArrayFieldStart("alerts");
          for (Alert a : seen) {
            AlertRule rule = rules.get(a.rule());
            long until = a.resolvedAt() == null ? clock.millis() : a.resolvedAt();
            String link = rule == null ? null : bodies.link(rule, a, until);
            AlertBodies.AlertJson.write(out, a, link);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("waiting");
          for (AlertBacklog backlog : backlogs) {
            write(out, backlog);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("messages");
          for (AlertDelivery message : messages) {
            write(out, message);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, AlertBacklog b) throws IOException {
    out.writeStartObject();
    out.writeStringField("to", b.target());
    out.writeNumberField("messages", b.messages());
    out.writeStringField("since", Times.utc(b.since()));
    out.writeNumberField("failures", b.attempts());
    out.writeStringField("fault", b.fault());
    out.writeStringField("nextTryAt", Times.utc(b.nextAt()));
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, AlertDelivery m) throws IOException {
    String body = m.body();
    boolean cut = body.length() > AlertLimits.LISTED_BODY_CHARS;
    out.writeStartObject();
    out.writeStringField("messageId", Long.toString(m.messageId()));
    out.writeStringField("to", m.target());
    out.writeStringField("body", cut ? body.substring(0, AlertLimits.LISTED_BODY_CHARS) : body);
    out.writeStringField("madeAt", Times.utc(m.madeAt()));
    out.writeStringField("sentAt", Times.utc(m.sentAt()));
    out.writeNumberField("failures", m.attempts());
    out.writeStringField("fault", m.fault());
    out.writeStringField("nextTryAt", Times.utc(m.nextAt()));
    out.writeEndObject();
  }
}
