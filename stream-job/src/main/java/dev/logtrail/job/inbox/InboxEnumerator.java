package dev.logtrail.job.inbox;

import dev.logtrail.store.FaultLog;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxListener;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.function.SerializableSupplier;
import org.slf4j.LoggerFactory;

/**
 * Finds the writers of the inbox and gives each to the reader that has fewest. It looks once a
 * second, and when it hears of a writer that it does not know.
 *
 * <p>It keeps nothing in checkpoints. A reader that registers has nothing, for it begins anew; what
 * its predecessor read is given out again. A writer that a reader has given back is given out again
 * when something of it waits.
 */
final class InboxEnumerator implements SplitEnumerator<InboxSplit, NoState> {
  private static final long LOOK_MS = 1_000;

  private final SplitEnumeratorContext<InboxSplit> context;
  private final SerializableSupplier<Inbox> inboxes;
  private final FaultLog faults =
      new FaultLog(LoggerFactory.getLogger(InboxEnumerator.class), "Looking for writers");

  /** Writer to subtask. Read by the threads of those who commit. */
  private final Map<Integer, Integer> assigned = new ConcurrentHashMap<>();

  private final SortedSet<Integer> unassigned = new TreeSet<>();
  private final AtomicBoolean lookAsked = new AtomicBoolean();
  private Inbox inbox;
  private AutoCloseable listening;
  private boolean failedBefore;

  InboxEnumerator(SplitEnumeratorContext<InboxSplit> context, SerializableSupplier<Inbox> inboxes) {
    this.context = context;
    this.inboxes = inboxes;
  }

  @Override
  public void start() {
    inbox = inboxes.get();
    OpenEnumerators.opened();
    context.callAsync(inbox::writers, this::found, 0, LOOK_MS);
    listening = inbox.listen(this::committed);
  }

  private void committed(int writer) {
    boolean known = writer != InboxListener.ANY && assigned.containsKey(writer);
    if (!known && lookAsked.compareAndSet(false, true)) {
      try {
        context.runInCoordinatorThread(this::look);
      } catch (RejectedExecutionException e) {
        lookAsked.set(false); // The job ends.
      }
    }
  }

  private void look() {
    lookAsked.set(false);
    context.callAsync(inbox::writers, this::found);
  }

  private void found(Set<Integer> writers, Throwable fault) {
    if (fault != null) {
      // Once is nothing: the job may be ending. If it lasts, the readers fail, too.
      if (failedBefore) {
        faults.failed(String.valueOf(fault.getMessage()));
      }
      failedBefore = true;
      return;
    }
    failedBefore = false;
    faults.worked();
    writers.stream().filter(writer -> !assigned.containsKey(writer)).forEach(unassigned::add);
    assign();
  }

  /** Once all readers are there, so that the first one does not get everything. */
  private void assign() {
    if (context.registeredReaders().size() < context.currentParallelism()) {
      return;
    }
    for (int writer : unassigned) {
      int subtask = readerWithFewest();
      assigned.put(writer, subtask);
      context.assignSplit(InboxSplit.of(writer), subtask);
    }
    unassigned.clear();
  }

  private int readerWithFewest() {
    Map<Integer, Integer> counts = new TreeMap<>();
    context.registeredReaders().keySet().forEach(subtask -> counts.put(subtask, 0));
    assigned.values().forEach(subtask -> counts.computeIfPresent(subtask, (s, n) -> n + 1));
    return counts.entrySet().stream()
        .min(Comparator.comparingInt(Map.Entry::getValue))
        .orElseThrow()
        .getKey();
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof WriterDrained drained && assigned.remove(drained.writer(), subtask)) {
      look(); // Something may have come since.
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // The reader need not ask.
  }

  @Override
  public void addSplitsBack(List<InboxSplit> splits, int subtask) {
    takeBack(subtask);
  }

  @Override
  public void addReader(int subtask) {
    takeBack(subtask);
    assign();
  }

  private void takeBack(int subtask) {
    Map<Integer, Integer> before = new HashMap<>(assigned);
    before.forEach(
        (writer, reader) -> {
          if (reader == subtask) {
            assigned.remove(writer);
            unassigned.add(writer);
          }
        });
  }

  @Override
  public NoState snapshotState(long checkpointId) {
    return NoState.NONE;
  }

  @Override
  public void close() throws IOException {
    if (inbox == null) {
      return;
    }
    try {
      if (listening != null) {
        listening.close();
      }
    } catch (Exception e) {
      throw new IOException("cannot leave the inbox", e);
    } finally {
      try {
        inbox.close();
      } finally {
        OpenEnumerators.closed();
      }
    }
  }
}
