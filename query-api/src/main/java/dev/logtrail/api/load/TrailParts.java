package dev.logtrail.api.load;

import dev.logtrail.limit.AnswerMemory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The trails of a page with their entries, read part by part as they are asked for, so that few are
 * in memory at once. Those that went away since they were listed are left out.
 */
public final class TrailParts implements Iterator<LoadedTrail> {
  private final TrailLoader loader;
  private final Deque<List<TrailLists.Item>> unread;
  private final Deque<LoadedTrail> read = new ArrayDeque<>();
  private final long heldBefore = AnswerMemory.held();

  /** The trails of {@code items}, in their order; nothing is read yet. */
  public TrailParts(TrailLoader loader, List<TrailLists.Item> items) {
    this.loader = loader;
    this.unread = new ArrayDeque<>(TrailLoader.parts(items, TrailLists.Item::listed));
  }

  /** Reads the next part if the last one is used up. */
  @Override
  public boolean hasNext() {
    while (read.isEmpty() && !unread.isEmpty()) {
      AnswerMemory.releaseTo(heldBefore);
      List<TrailLists.Item> part = unread.remove();
      List<LoadedTrail> loaded =
          loader.whole(
              part.stream().filter(i -> i.whole() == null).map(TrailLists.Item::listed).toList());
      Iterator<LoadedTrail> next = loaded.iterator();
      part.stream()
          .map(i -> i.whole() != null ? i.whole() : next.next())
          .filter(Objects::nonNull)
          .forEach(read::add);
    }
    return !read.isEmpty();
  }

  @Override
  public LoadedTrail next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.remove();
  }
}
