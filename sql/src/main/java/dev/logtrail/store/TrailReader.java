package dev.logtrail.store;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import java.util.Collection;
import java.util.List;

/** The API's side of the store: reads only, thread-safe. */
public interface TrailReader {

  /**
   * The same store as somebody sees it who may see no more than a scope: the rest is never loaded,
   * and no answer tells whether it is there.
   */
  TrailReader within(Scope scope);

  /** Every stored attempt of a request id with its events, by start. Empty if none. */
  List<StoredTrail> byRequestId(String requestId);

  /** Every log result of a request id (one per account, region and function). Empty if none. */
  List<Invocation> invocations(String requestId);

  /**
   * When the log results of some request ids came, by account, region and function. Those that came
   * before this was noted are left out.
   */
  List<LogResultArrival> logResultArrivals(Collection<String> requestIds);

  /** Both of them, in one question. */
  default StoredRequest request(String requestId) {
    return new StoredRequest(byRequestId(requestId), invocations(requestId));
  }

  /** One trail with its events by its id and day; null if it is gone. */
  StoredTrail byTrailId(long trailId, java.time.LocalDate day);

  /** Listed trails with their events, in the same order; one that is gone has none. */
  List<StoredTrail> withEvents(List<TrailRow> rows);

  /** A page of headers. */
  default TrailPage list(TrailQuery query) {
    TrailPage page = list(query, SearchCandidates.all());
    return new TrailPage(ranked(page.trails()), page.nextCursor());
  }

  /**
   * A page of the headers of candidates; it may be short and still have a cursor. They are not
   * {@link #ranked} yet: to look on all days for other attempts takes longer than to find that most
   * of them do not match.
   *
   * @param candidates as {@link #candidates} found them for the same times
   */
  TrailPage list(TrailQuery query, SearchCandidates candidates);

  /** Listed trails, in their order, with their ranks among the attempts of their requests. */
  List<ListedTrail> ranked(List<ListedTrail> listed);

  /**
   * How many of the trails that a query means started in each step of time, by outcome. Its limit
   * and cursor do not count; nor does a level below ERROR, which the store does not know.
   *
   * @param query its {@code from} and {@code to} are not null
   * @param stepMs length of a step; steps begin at multiples of it since 1970
   * @return by step and outcome; only what is not zero
   */
  List<OutcomeCount> outcomes(TrailQuery query, long stepMs);

  /**
   * The trails that may have an event, or a log result, with the tokens that a pattern requires.
   *
   * @param from epoch ms of the earliest start wanted; null for no limit
   * @param to epoch ms of the latest start wanted; null for no limit
   */
  SearchCandidates candidates(RequiredTokens required, Long from, Long to);

  /**
   * Functions with anything stored, by name. {@code since}: epoch ms from which requests are
   * counted.
   */
  List<FunctionSummary> functions(long since);

  /** Whether the database answers; throws {@link StoreException} with the reason if not. */
  void ping();
}
