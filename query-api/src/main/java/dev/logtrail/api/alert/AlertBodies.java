package dev.logtrail.api.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.AlertLimits;
import dev.logtrail.store.alert.Alert;
import dev.logtrail.store.alert.AlertMessage;
import dev.logtrail.text.Counted;
import dev.logtrail.text.JsonText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the messages of a rule's alerts in each receiver's form. */
final class AlertBodies {
  private static final String JSON = "application/json";

  private final AlertSettings settings;

  AlertBodies(AlertSettings settings) {
    this.settings = settings;
  }

  /** A message for each receiver of what began to fire, and one of what is over. */
  List<AlertMessage> of(AlertRule rule, List<Alert> fired, List<Alert> resolved, long now) {
    List<AlertMessage> messages = new ArrayList<>();
    for (List<Alert> alerts : List.of(fired, resolved)) {
      if (!alerts.isEmpty()) {
        Message m = new Message(rule, alerts, alerts == resolved, now);
        settings.targets().forEach(t -> messages.add(message(t, m)));
      }
    }
    return messages;
  }

  /** What is told. */
  private record Message(AlertRule rule, List<Alert> alerts, boolean over, long now) {
    String state() {
      return over ? "resolved" : "firing";
    }

    String subject() {
      String first = alerts.get(0).functionName();
      String more = alerts.size() > 1 ? " and %d more".formatted(alerts.size() - 1) : "";
      return "[%s] %s: %s%s"
          .formatted(state().toUpperCase(java.util.Locale.ROOT), rule.name(), first, more);
    }
  }

  private AlertMessage message(AlertTarget target, Message m) {
    String to = target.name();
    return switch (target.format()) {
      case WEBHOOK -> new AlertMessage(to, JSON, Map.of(), webhook(m));
      case SLACK -> new AlertMessage(to, JSON, Map.of(), slack(m));
      case EMAIL -> new AlertMessage(to, "text/plain; charset=utf-8", Map.of(), mail(m));
      case SNS ->
          new AlertMessage(
              to,
              "text/plain; charset=UTF-8",
              Map.of("x-amz-sns-message-type", "Notification"),
              sns(m));
    };
  }

  private String webhook(Message m) {
    return JsonText.object(
        out -> {
          out.writeStringField("rule", m.rule().name());
          out.writeStringField("kind", m.rule().kind().word());
          out.writeStringField("state", m.state());
          out.writeNumberField("above", m.rule().above());
          out.writeStringField("at", Times.utc(m.now()));
          out.writeArrayFieldStart("alerts");
          for (Alert a : m.alerts()) {
            AlertJson.write(out, a, link(m.rule(), a, m.now()));
          }
          out.writeEndArray();
        });
  }

  /** As SNS posts it, unsigned: a subject for mails, and the webhook's document as the message. */
  private String sns(Message m) {
    return JsonText.object(
        out -> {
          out.writeStringField("Type", "Notification");
          out.writeStringField("MessageId", UUID.nameUUIDFromBytes(id(m)).toString());
          out.writeStringField("TopicArn", "arn:aws:sns:logtrail:000000000000:alerts");
          out.writeStringField("Subject", m.subject());
          out.writeStringField("Message", webhook(m));
          out.writeStringField("Timestamp", Times.utc(m.now()));
        });
  }

  private static byte[] id(Message m) {
    return (m.state() + m.alerts().get(0).alertId()).getBytes(StandardCharsets.UTF_8);
  }

  private String slack(Message m) {
    StringBuilder text = new StringBuilder("*" + escaped(m.subject()) + "*");
    for (Alert a : named(m)) {
      String link = link(m.rule(), a, m.now());
      String name = escaped(a.functionName());
      text.append("\n• ").append(link == null ? name : "<" + link + "|" + name + ">");
      text.append(": ").append(escaped(a.summary()));
    }
    text.append(more(m));
    return JsonText.object(out -> out.writeStringField("text", text.toString()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Ready to be handed to a mail program, which adds who it is from and for. */
  private String mail(Message m) {
    StringBuilder text = new StringBuilder();
    text.append("Subject: ").append(m.subject()).append('\n');
    text.append("Content-Type: text/plain; charset=utf-8\n\n");
    text.append(m.over() ? "Over:\n" : "Rule " + m.rule().name() + " fires:\n");
    for (Alert a : named(m)) {
      text.append("\n").append(a.functionName()).append(" (").append(a.account()).append(", ");
      text.append(a.region()).append("): ").append(a.summary()).append('\n');
      text.append("  since ").append(Times.utc(a.since())).append('\n');
      String link = link(m.rule(), a, m.now());
      text.append(link == null ? "" : "  " + link + "\n");
    }
    return text.append(more(m)).toString();
  }

  private static List<Alert> named(Message m) {
    return m.alerts().subList(0, Math.min(m.alerts().size(), AlertLimits.NAMED_FUNCTIONS));
  }

  private static String more(Message m) {
    int left = m.alerts().size() - AlertLimits.NAMED_FUNCTIONS;
    return left > 0 ? "\nand " + Counted.of(left, "more function") + "\n" : "";
  }

  /** The page with the requests in question; null where no address is set. */
  String link(AlertRule rule, Alert a, long now) {
    if (settings.link() == null) {
      return null;
    }
    StringBuilder link = new StringBuilder(settings.link().replaceFirst("/$", ""));
    link.append("/?function=").append(encoded(a.functionName()));
    if (rule.kind() == AlertRule.Kind.SILENCE) {
      return link.toString(); // The newest requests: in the window there are none.
    }
    long from = a.since() - rule.windowMs();
    link.append("&from=").append(encoded(Times.utc(from))).append("&to=");
    link.append(encoded(Times.utc(now)));
    switch (rule.kind()) {
      case OUTCOME ->
          link.append("&filter=outcome:")
              .append(String.join(",", rule.outcomes().stream().map(o -> o.word()).toList()));
      case ERROR_RATE ->
          link.append("&filter=outcome:timeout,out_of_memory,crash,init_error,error");
      case PATTERN -> link.append("&q=").append(encoded(rule.pattern().toString()));
      default -> {
        // All requests of the function.
      }
    }
    return link.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The JSON of one alert, in messages and answers. */
  static final class AlertJson {
    private AlertJson() {}

    static void write(JsonGenerator out, Alert a, String link) throws IOException {
      out.writeStartObject();
      out.writeStringField("alertId", Long.toString(a.alertId()));
      out.writeStringField("rule", a.rule());
      out.writeStringField("state", a.resolvedAt() == null ? "firing" : "resolved");
      out.writeStringField("account", a.account());
      out.writeStringField("region", a.region());
      out.writeStringField("functionName", a.functionName());
      out.writeNumberField("value", a.value());
      out.writeStringField("summary", a.summary());
      out.writeStringField("since", Times.utc(a.since()));
      out.writeStringField("resolvedAt", Times.utc(a.resolvedAt()));
      out.writeStringField("link", link);
      out.writeEndObject();
    }
  }
}
