package dev.logtrail.store.alert;

import java.util.Collection;
import java.util.List;

/** Alerts and their messages, kept together: what fires is told once, and once that it is over. */
public interface Alerts {

  /** Writes the messages of a change. */
  @FunctionalInterface
  interface Messages {
    /**
     * Those about alerts of one rule.
     *
     * @param fired what began to fire
     * @param resolved what is over
     */
    List<AlertMessage> of(List<Alert> fired, List<Alert> resolved);
  }

  /**
   * Brings the alerts of a rule to what it has found, and stores the messages of what changes.
   *
   * @param now epoch ms
   * @return how many began to fire, or are over
   * @throws dev.logtrail.store.StoreException if the database fails; nothing is changed
   */
  int update(String rule, Collection<Alert.Breach> found, long now, Messages messages);

  /** Ends the alerts of rules that are no more, without a message. */
  int endOthers(Collection<String> rules, long now);

  /** What fires, by rule and function, then what was resolved, newest first; so many at most. */
  List<Alert> list(int limit);

  /**
   * Messages that are due at a time, in their order; none of a target of which an earlier one waits
   * to be sent again.
   */
  List<AlertMessage> due(long now, int limit);

  /** How many messages are not sent yet. */
  int pending();

  /** What waits to be sent, by who is told. */
  List<AlertBacklog> backlogs();

  /** The newest messages, whether they were taken or not, newest first; so many at most. */
  List<AlertDelivery> deliveries(int limit);

  /** Notes that a message was taken. */
  void sent(long messageId, long now);

  /**
   * Notes that a message was not taken.
   *
   * @param nextAt epoch ms of the next try; null if there is none
   */
  void failed(long messageId, String fault, Long nextAt);

  /** Deletes what was resolved, or made, before a time. */
  int forget(long before);

  /** Those of a store that keeps none. */
  static Alerts none() {
    return new NoAlerts();
  }
}
