package dev.logtrail.store;

import dev.logtrail.trail.Invocation;
import java.util.List;

/** The API's side of the store: reads only, thread-safe. */
public interface TrailReader {

  /** Every stored attempt of a request id with its events, by start. Empty if none. */
  List<StoredTrail> byRequestId(String requestId);

  /** Every log result of a request id (one per account, region and function). Empty if none. */
  List<Invocation> invocations(String requestId);

  /** One trail with its events by its id and day; null if it is gone. */
  StoredTrail byTrailId(long trailId, java.time.LocalDate day);

  /** Listed trails with their events, in the same order; one that is gone has none. */
  List<StoredTrail> withEvents(List<TrailRow> rows);

  /** A page of headers. Requests known only from a log result are in it too, in their place. */
  TrailPage list(TrailQuery query);

  /**
   * Functions with anything stored, by name. {@code since}: epoch ms from which requests are
   * counted.
   */
  List<FunctionSummary> functions(long since);

  /** Whether the database answers; throws {@link StoreException} with the reason if not. */
  void ping();
}
