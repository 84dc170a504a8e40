package dev.logtrail.api.alert;

import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.AlertLimits;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.alert.Alert.Breach;
import dev.logtrail.store.alert.AlertMessage;
import dev.logtrail.store.alert.Alerts;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.store.upkeep.UpkeepTask;
import dev.logtrail.structured.convention.Conventions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all rules, and sends the messages that are due; to be run every few seconds. */
public final class AlertTask implements UpkeepTask {
  private static final Logger LOG = LoggerFactory.getLogger(AlertTask.class);
  private static final int MESSAGES = 20;
  private static final long FIRST_PAUSE_MS = 5_000;
  private static final int MOST_DOUBLINGS = 10;

  private final AlertSettings settings;
  private final Alerts alerts;
  private final AlertChecks checks;
  private final AlertBodies bodies;
  private final Map<String, AlertTarget> targets;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofMillis(AlertLimits.ANSWER_MS)).build();

  /**
   * A task over a store.
   *
   * @param costs estimates what requests cost
   * @param conventions by which lines that are JSON are read
   */
  public AlertTask(
      AlertSettings settings,
      Alerts alerts,
      TrailReader reader,
      StatsReader stats,
      CostEstimator costs,
      Conventions conventions,
      Clock clock) {
    this.settings = settings;
    this.alerts = alerts;
    this.checks = new AlertChecks(reader, stats, costs, conventions);
    this.bodies = new AlertBodies(settings);
    this.targets = settings.targets().stream().collect(Collectors.toMap(AlertTarget::name, t -> t));
    this.clock = clock;
  }

  @Override
  public int run() {
    int changed =
        alerts.endOthers(settings.rules().stream().map(AlertRule::name).toList(), clock.millis());
    for (AlertRule rule : settings.rules()) {
      changed += look(rule);
    }
    alerts.forget(clock.millis() - AlertLimits.KEPT_MS);
    return changed + send();
  }

  private int look(AlertRule rule) {
    long now = clock.millis();
    List<Breach> found;
    try {
      found = checks.check(rule, now);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      // One rule that fails must not stop the others.
      LOG.error("The rule '{}' could not be looked at", rule.name(), e);
      return 0;
    }
    return alerts.update(
        rule.name(), found, now, (fired, over) -> bodies.of(rule, fired, over, now));
  }

  /**
   * A target that fails is asked no more in this turn: it is told in order, and others wait less.
   */
  private int send() {
    int sent = 0;
    Set<String> failing = new HashSet<>();
    for (AlertMessage m : alerts.due(clock.millis(), MESSAGES)) {
      if (failing.contains(m.target())) {
        continue;
      }
      AlertTarget target = targets.get(m.target());
      if (target == null) {
        String fault = "no target of the file of alerts is called '" + m.target() + "' any more";
        LOG.warn("A message of alerts is given up: {}", fault);
        alerts.failed(m.messageId(), fault, null);
        continue;
      }
      String fault = post(m, target.url());
      if (fault == null) {
        alerts.sent(m.messageId(), clock.millis());
        sent++;
      } else {
        failing.add(m.target());
        failed(m, fault);
      }
    }
    return sent;
  }

  private void failed(AlertMessage m, String fault) {
    long now = clock.millis();
    if (now - m.madeAt() > AlertLimits.MESSAGE_MS) {
      LOG.warn("A message of alerts to {} is given up after a day: {}", m.target(), fault);
      alerts.failed(m.messageId(), fault, null);
      return;
    }
    long pause = FIRST_PAUSE_MS << Math.min(m.attempts(), MOST_DOUBLINGS);
    if (m.attempts() == 0) {
      LOG.warn(
          "A message of alerts to {} is not taken; it is sent until it is: {}", m.target(), fault);
    }
    alerts.failed(m.messageId(), fault, now + Math.min(pause, AlertLimits.LONGEST_PAUSE_MS));
  }

  /** What kept a message from being sent, for people. */
  static String words(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return "no answer in " + AlertLimits.ANSWER_MS / 1_000 + " s";
    }
    if (e instanceof ConnectException) {
      return e.getMessage() == null ? "nothing answers there" : "no connection: " + e.getMessage();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Null if it was taken; else why not, without the path of the address, which may be a secret. */
  private String post(AlertMessage m, URI url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofMillis(AlertLimits.ANSWER_MS))
            .header("Content-Type", m.contentType())
            // The same each time it is sent, so that a receiver can tell a repeat.
            .header("Idempotency-Key", "logtrail-alert-" + m.messageId());
    m.headers().forEach(request::header);
    try {
      HttpResponse<Void> answer =
          http.send(
              request.POST(BodyPublishers.ofString(m.body())).build(), BodyHandlers.discarding());
      return answer.statusCode() / 100 == 2
          ? null
          : url.getHost() + " answered " + answer.statusCode();
    } catch (IOException e) {
      return url.getHost() + ": " + words(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
