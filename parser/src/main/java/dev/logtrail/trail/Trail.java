package dev.logtrail.trail;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;

/**
 * Everything known about one attempt of a request (or about an environment): header, entries, and
 * the invocation's result if its log result came.
 *
 * @param header what lists show
 * @param entries in order of time
 * @param invocation the invoke's answer, or null
 */
public record Trail(TrailHeader header, List<Entry> entries, Invocation invocation) {
  public Trail {
    Objects.requireNonNull(header, "header");
    entries = entries instanceof OnDemand ? entries : List.copyOf(entries);
  }

  /**
   * Entries of which each is made when it is first asked for, with those before it: who shows them
   * one by one need not wait for the last. The size makes all. Thread-safe.
   */
  public static final class OnDemand extends AbstractList<Entry> {
    private final List<Entry> made = new ArrayList<>();
    private Iterator<Entry> rest; // Null once all are made.

    /**
     * Entries of which none is made yet.
     *
     * @param makes makes them, in order; used by one thread at a time
     */
    public OnDemand(Iterator<Entry> makes) {
      rest = makes;
    }

    private synchronized boolean has(int index) {
      while (made.size() <= index && rest != null) {
        if (rest.hasNext()) {
          made.add(rest.next());
        } else {
          rest = null;
        }
      }
      return index < made.size();
    }

    @Override
    public synchronized Entry get(int index) {
      Objects.checkIndex(index, has(index) ? made.size() : Math.min(index, made.size()));
      return made.get(index);
    }

    @Override
    public synchronized int size() {
      has(Integer.MAX_VALUE);
      return made.size();
    }

    @Override
    public boolean isEmpty() {
      return !has(0);
    }

    @Override
    public Iterator<Entry> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return has(next);
        }

        @Override
        public Entry next() {
          if (!has(next)) {
            throw new NoSuchElementException();
          }
          return get(next++);
        }
      };
    }

    @Override
    public Spliterator<Entry> spliterator() {
      return Spliterators.spliteratorUnknownSize(
          iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    }
  }
}
