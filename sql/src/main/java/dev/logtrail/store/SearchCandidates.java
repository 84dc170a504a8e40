package dev.logtrail.store;

import dev.logtrail.pattern.RequiredTokens;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Which trails may match a search, as filters tell: all that do match, and a few that do not. Says
 * what was stored when it was made. Immutable.
 */
public final class SearchCandidates {
  private static final SearchCandidates NONE = new SearchCandidates(null, null, Set.of(), 0);
  private static final long[] NO_TRAILS = {};

  private final RequiredTokens needs;
  private final Map<LocalDate, long[]> trails;
  private final Set<LocalDate> blind;
  private final int blocks;

  /**
   * A narrowing.
   *
   * @param needs what was asked; null if every trail may match
   * @param trails by day, ids in ascending order, each once; null if every trail may match
   * @param blind days whose trails may all match
   * @param blocks how many filter blocks were asked
   */
  public SearchCandidates(
      RequiredTokens needs, Map<LocalDate, long[]> trails, Set<LocalDate> blind, int blocks) {
    this.needs = needs;
    this.trails = trails == null ? null : Map.copyOf(trails);
    this.blind = Set.copyOf(blind);
    this.blocks = blocks;
  }

  /** Every trail may match. */
  public static SearchCandidates none() {
    return NONE;
  }

  /** Whether anything is known. */
  public boolean narrows() {
    return trails != null;
  }

  /** How many trails may match, those of {@link #blindDays()} not counted; null if all may. */
  public Long trailCount() {
    return trails == null ? null : trails.values().stream().mapToLong(ids -> ids.length).sum();
  }

  /** How many filter blocks, each of many trails, were asked. */
  public int blocks() {
    return blocks;
  }

  /**
   * On how many days all trails may match: they have no filters yet, or too many trails would have
   * to be named.
   */
  public int blindDays() {
    return blind.size();
  }

  /** Whether a trail may match. */
  public boolean mayMatch(TrailRow row) {
    return isBlindTo(row)
        || Arrays.binarySearch(trails.getOrDefault(row.day(), NO_TRAILS), row.trailId()) >= 0;
  }

  /** Whether no filter knew anything about a trail. */
  public boolean isBlindTo(TrailRow row) {
    return trails == null || blind.contains(row.day());
  }

  /** The ids by day; null if every trail may match. */
  public Map<LocalDate, long[]> trails() {
    return trails;
  }

  /** What was asked; null if every trail may match. */
  public RequiredTokens needs() {
    return needs;
  }
}
