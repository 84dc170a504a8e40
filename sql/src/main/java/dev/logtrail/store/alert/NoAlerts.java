package dev.logtrail.store.alert;

import java.util.Collection;
import java.util.List;

/** Nothing fires. */
final class NoAlerts implements Alerts {
  @Override
  public int update(String rule, Collection<Alert.Breach> found, long now, Messages messages) {
    return 0;
  }

  @Override
  public int endOthers(Collection<String> rules, long now) {
    return 0;
  }

  @Override
  public List<Alert> list(int limit) {
    return List.of();
  }

  @Override
  public List<AlertMessage> due(long now, int limit) {
    return List.of();
  }

  @Override
  public int pending() {
    return 0;
  }

  @Override
  public List<AlertBacklog> backlogs() {
    return List.of();
  }

  @Override
  public List<AlertDelivery> deliveries(int limit) {
    return List.of();
  }

  @Override
  public void sent(long messageId, long now) {}

  @Override
  public void failed(long messageId, String fault, Long nextAt) {}

  @Override
  public int forget(long before) {
    return 0;
  }
}
