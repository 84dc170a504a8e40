package dev.logtrail.store;

import dev.logtrail.pattern.RequiredTokens;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The trails that may match a search, as the Bloom index tells: all that do match, and a few that
 * do not. Says what was stored when it was made. Immutable.
 */
public final class SearchCandidates {
  private static final SearchCandidates ALL = new SearchCandidates(null, null, Set.of(), 0);
  private static final long[] NO_TRAILS = {};

  private final RequiredTokens required;
  private final Map<LocalDate, long[]> trails;
  private final Set<LocalDate> unindexed;
  private final int blocks;
  private final boolean counted;

  /**
   * The candidates of a search.
   *
   * @param required the tokens that were looked for; null if every trail is a candidate
   * @param trails ids of candidates by day, in ascending order, each once; null if every trail is a
   *     candidate
   * @param unindexed days on which every trail is a candidate
   * @param blocks how many blocks of the Bloom index were read
   */
  public SearchCandidates(
      RequiredTokens required,
      Map<LocalDate, long[]> trails,
      Set<LocalDate> unindexed,
      int blocks) {
    this(required, trails, unindexed, blocks, true);
  }

  private SearchCandidates(
      RequiredTokens required,
      Map<LocalDate, long[]> trails,
      Set<LocalDate> unindexed,
      int blocks,
      boolean counted) {
    this.counted = counted;
    this.required = required;
    this.trails = trails == null ? null : Map.copyOf(trails);
    this.unindexed = Set.copyOf(unindexed);
    this.blocks = blocks;
  }

  /** Every trail is a candidate. */
  public static SearchCandidates all() {
    return ALL;
  }

  /** The same for a reader who may not be told how many there are: others' are among them. */
  public SearchCandidates uncounted() {
    return new SearchCandidates(required, trails, unindexed, blocks, false);
  }

  /** Whether a reader may be told how many there are. */
  public boolean isCounted() {
    return counted;
  }

  /** Whether some trails were ruled out; false if every trail is a candidate. */
  public boolean isLimited() {
    return trails != null;
  }

  /** How many trails are candidates, without {@link #unindexedDays()}; null if all are. */
  public Long trailCount() {
    return trails == null ? null : trails.values().stream().mapToLong(ids -> ids.length).sum();
  }

  /** Whether all candidates are named, and are no more than so many. */
  public boolean areAtMost(int count) {
    return isLimited() && unindexed.isEmpty() && trailCount() <= count;
  }

  /** How many blocks of the Bloom index, each of many trails, were read. */
  public int blocks() {
    return blocks;
  }

  /**
   * On how many days every trail is a candidate: the day has no Bloom index yet, or too many trails
   * would have to be named.
   */
  public int unindexedDays() {
    return unindexed.size();
  }

  /** Whether a trail is a candidate. */
  public boolean mayMatch(TrailRow row) {
    return isUnindexed(row)
        || Arrays.binarySearch(trails.getOrDefault(row.day(), NO_TRAILS), row.trailId()) >= 0;
  }

  /** Whether a trail is a candidate only because no index was asked about it. */
  public boolean isUnindexed(TrailRow row) {
    return trails == null || unindexed.contains(row.day());
  }

  /** The ids of candidates by day; null if every trail is a candidate. */
  public Map<LocalDate, long[]> trails() {
    return trails;
  }

  /** The tokens that were looked for; null if every trail is a candidate. */
  public RequiredTokens required() {
    return required;
  }
}
