package dev.logtrail.store.inbox;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What waits in an inbox, for tests to look at. */
public final class WaitingItems {
  private static final int MOST = 1_000_000;

  private WaitingItems() {}

  /** All of it, by writer and number. */
  public static List<InboxItem> of(Inbox inbox) {
    return inbox.read(beginning(inbox), MOST, Long.MAX_VALUE).stream()
        .sorted(Comparator.comparingInt(InboxItem::writer).thenComparingLong(InboxItem::seq))
        .toList();
  }

  /** Positions before the first record of each writer. */
  public static Map<Integer, Long> beginning(Inbox inbox) {
    Map<Integer, Long> positions = new HashMap<>();
    inbox.writers().forEach(writer -> positions.put(writer, 0L));
    return positions;
  }
}
