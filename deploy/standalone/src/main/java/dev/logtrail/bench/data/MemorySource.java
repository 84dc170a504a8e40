package dev.logtrail.bench.data;

import dev.logtrail.trail.Delivery;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A source of the job that reads deliveries from this process's memory. */
public final class MemorySource
    implements Source<Delivery, MemorySource.Split, Collection<MemorySource.Split>> {
  private static final long serialVersionUID = 1L;
  private static final ConcurrentMap<String, List<Delivery>> DELIVERIES = new ConcurrentHashMap<>();

  private final String name;

  private MemorySource(String name) {
    this.name = name;
  }

  /** A source of these; {@code name} is its own in this process. */
  public static MemorySource of(String name, List<Delivery> deliveries) {
    DELIVERIES.put(name, deliveries);
    return new MemorySource(name);
  }

  /** Frees the deliveries. */
  public void forget() {
    DELIVERIES.remove(name);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    return new IteratorSourceEnumerator<>(context, List.of(new Split(name, 0)));
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Collection<Split> left) {
    return new IteratorSourceEnumerator<>(context, left);
  }

  @Override
  public SourceReader<Delivery, Split> createReader(SourceReaderContext context) {
    return new IteratorSourceReader<>(context);
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new MemorySplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
    return new MemorySplitsSerializer();
  }

  /** What is left from a position on. */
  record Split(String name, int from) implements IteratorSourceSplit<Delivery, Deliveries> {
    @Override
    public String splitId() {
      return name;
    }

    @Override
    public Deliveries getIterator() {
      return new Deliveries(DELIVERIES.get(name), from);
    }

    @Override
    public Split getUpdatedSplitForIterator(Deliveries iterator) {
      return new Split(name, iterator.next);
    }
  }

  /** Reads them in order. */
  static final class Deliveries implements Iterator<Delivery> {
    private final List<Delivery> all;
    private int next;

    Deliveries(List<Delivery> all, int from) {
      this.all = all;
      this.next = from;
    }

    @Override
    public boolean hasNext() {
      return next < all.size();
    }

    @Override
    public Delivery next() {
      return all.get(next++);
    }
  }
}
