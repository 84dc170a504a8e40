package dev.logtrail.store.fake;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.list.ListCursor;
import dev.logtrail.store.postgres.list.TrailList;
import dev.logtrail.store.postgres.list.UnmatchedLogResults;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A store in memory that passes the same kits as the real one, and fails when told to: {@link
 * #faults()} counts flushes, {@link #readFaults()} reads of a stream's context.
 */
public final class FakeTrailStore implements TrailReader {
  private static final Comparator<StoredTrail> BY_START =
      Comparator.comparing((StoredTrail t) -> at(t.row())).thenComparing(t -> t.row().trailId());

  final Map<Long, StoredTrail> trails = new TreeMap<>();
  final Map<List<String>, Invocation> results = new LinkedHashMap<>();
  final List<List<String>> resultOrder = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final Map<String, Long> dropped = new TreeMap<>();
  final FakeChangeFeed changes = new FakeChangeFeed();
  private final FaultPlan faults = new FaultPlan();
  private final FaultPlan readFaults = new FaultPlan();
  private long epochs;

  /** A writer with the next epoch. */
  public synchronized TrailWriter openWriter() {
    return new FakeTrailWriter(this, ++epochs);
  }

  /** What live readers of this store follow. */
  public FakeChangeFeed changes() {
    return changes;
  }

  /** Plans failures of flushes. */
  public FaultPlan faults() {
    return faults;
  }

  /** Plans failures of reads of a stream's context. */
  public FaultPlan readFaults() {
    return readFaults;
  }

  /** Everything stored, by trail id. */
  public synchronized List<StoredTrail> all() {
    return List.copyOf(trails.values());
  }

  /** Dead letters, each once. */
  public synchronized List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** Events dropped, by reason. */
  public synchronized Map<String, Long> dropped() {
    return Map.copyOf(dropped);
  }

  static List<String> key(Invocation i) {
    return List.of(i.account(), i.region(), i.functionName(), i.requestId());
  }

  /**
   * Gives results of nobody's account to the trail of their request: called at the end of a flush.
   */
  void adopt() {
    for (Invocation result : List.copyOf(results.values())) {
      if (result.account().equals(Invocation.UNKNOWN_ACCOUNT)) {
        requests(t -> isOf(result, t.row())).stream()
            .map(t -> t.row().header().key().stream().account())
            .min(String::compareTo)
            .ifPresent(account -> move(result, account));
      }
    }
  }

  private static boolean isOf(Invocation result, TrailRow row) {
    TrailKey key = row.header().key();
    return result.requestId().equals(key.requestId())
        && result.functionName().equals(row.header().functionName())
        && result.region().equals(key.stream().region());
  }

  private void move(Invocation i, String account) {
    Invocation owned =
        new Invocation(
            account,
            i.region(),
            i.functionName(),
            i.functionVersion(),
            i.requestId(),
            i.log(),
            i.logCut(),
            i.statusCode(),
            i.functionError(),
            i.payload(),
            i.invokedAt());
    results.remove(key(i));
    results.put(key(owned), owned);
    resultOrder.remove(key(i));
    if (!resultOrder.contains(key(owned))) {
      resultOrder.add(key(owned));
    }
  }

  private static List<String> key(TrailRow row) {
    TrailKey key = row.header().key();
    return List.of(
        key.stream().account(),
        key.stream().region(),
        row.header().functionName(),
        key.requestId());
  }

  private static long at(TrailRow row) {
    return Objects.requireNonNullElse(row.header().startedAt(), ListCursor.NO_TIME);
  }

  @Override
  public synchronized List<StoredTrail> byRequestId(String requestId) {
    return requests(t -> requestId.equals(t.row().header().key().requestId()));
  }

  private List<StoredTrail> requests(Predicate<StoredTrail> wanted) {
    return trails.values().stream()
        .filter(t -> !t.row().header().key().isEnvironment())
        .filter(wanted)
        .sorted(BY_START)
        .toList();
  }

  @Override
  public synchronized List<Invocation> invocations(String requestId) {
    return results.values().stream().filter(i -> i.requestId().equals(requestId)).toList();
  }

  @Override
  public synchronized StoredTrail byTrailId(long trailId, LocalDate day) {
    StoredTrail found = trails.get(trailId);
    return found != null && found.row().day().equals(day) ? found : null;
  }

  @Override
  public synchronized List<StoredTrail> withEvents(List<TrailRow> rows) {
    return rows.stream()
        .map(row -> trails.getOrDefault(row.trailId(), new StoredTrail(row, List.of())))
        .toList();
  }

  @Override
  public SearchCandidates candidates(RequiredTokens needs, Long from, Long to) {
    return SearchCandidates.all();
  }

  @Override
  public synchronized TrailPage list(TrailQuery query, SearchCandidates candidates) {
    new TrailList(null, query, candidates); // Checks the query.
    Comparator<TrailList.Item> order =
        Comparator.comparingLong(TrailList.Item::at).thenComparingLong(TrailList.Item::id);
    Comparator<TrailList.Item> directed = query.newestFirst() ? order.reversed() : order;
    List<TrailList.Item> items =
        Stream.concat(trailItems(query), unmatchedItems(query))
            .filter(item -> isBeyond(query, item, directed))
            .sorted(directed)
            .limit(query.limit() + 1L)
            .toList();
    boolean more = items.size() > query.limit();
    List<TrailList.Item> page = more ? items.subList(0, query.limit()) : items;
    List<ListedTrail> listed = page.stream().map(item -> listed(query, item)).toList();
    return new TrailPage(listed, more ? listed.get(listed.size() - 1).cursor() : null);
  }

  private static boolean isBeyond(
      TrailQuery query, TrailList.Item item, Comparator<TrailList.Item> directed) {
    if (query.cursor() == null) {
      return true;
    }
    ListCursor cursor = ListCursor.parse(query.cursor(), query.newestFirst());
    return directed.compare(item, new TrailList.Item(cursor.at(), cursor.id(), null, null)) > 0;
  }

  private Stream<TrailList.Item> trailItems(TrailQuery query) {
    return trails.values().stream()
        .map(StoredTrail::row)
        .filter(row -> FakeFilter.matches(query, row))
        .map(row -> new TrailList.Item(at(row), row.trailId(), row, null));
  }

  private Stream<TrailList.Item> unmatchedItems(TrailQuery query) {
    if (!UnmatchedLogResults.mayMatch(query)) {
      return Stream.empty();
    }
    return results.values().stream()
        .filter(i -> requests(t -> key(t.row()).equals(key(i))).isEmpty())
        .map(i -> new TrailList.Item(listedAt(i), -1L - resultOrder.indexOf(key(i)), null, i))
        .filter(
            item ->
                FakeFilter.matches(
                    query, UnmatchedLogResults.listed(item.unmatched(), item.at(), null).row()));
  }

  private static long listedAt(Invocation i) {
    return Objects.requireNonNullElse(i.invokedAt(), 0L);
  }

  private ListedTrail listed(TrailQuery query, TrailList.Item item) {
    String after = new ListCursor(query.newestFirst(), item.at(), item.id()).text();
    if (item.unmatched() != null) {
      return UnmatchedLogResults.listed(item.unmatched(), item.at(), after);
    }
    if (item.row().header().key().isEnvironment()) {
      return new ListedTrail(item.row(), 0, null, after);
    }
    List<StoredTrail> attempts = requests(t -> key(t.row()).equals(key(item.row())));
    List<Long> ids = attempts.stream().map(t -> t.row().trailId()).toList();
    return new ListedTrail(
        item.row(), 1 + ids.indexOf(item.row().trailId()), results.get(key(item.row())), after);
  }

  @Override
  public synchronized List<FunctionSummary> functions(long since) {
    Map<List<String>, List<TrailRow>> byFunction =
        new TreeMap<>(
            Comparator.comparing((List<String> k) -> k.get(0)).thenComparing(List::toString));
    for (StoredTrail trail : trails.values()) {
      TrailHeader header = trail.row().header();
      var stream = header.key().stream();
      byFunction
          .computeIfAbsent(
              List.of(header.functionName(), stream.account(), stream.region()),
              k -> new ArrayList<>())
          .add(trail.row());
    }
    results
        .values()
        .forEach(
            i ->
                byFunction.computeIfAbsent(
                    List.of(i.functionName(), i.account(), i.region()), k -> new ArrayList<>()));
    return byFunction.entrySet().stream()
        .map(e -> FakeFilter.summary(e.getKey(), e.getValue(), since))
        .toList();
  }

  @Override
  public void ping() {
    // Always there.
  }

  /** Whether {@code level} is answered from the row. */
  static boolean isRowLevel(Level level) {
    return level != null && level.atLeast(Level.ERROR);
  }
}
