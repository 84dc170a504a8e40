package dev.logtrail.api.status;

import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.store.deadletter.DeadLetterCount;
import dev.logtrail.store.upkeep.DerivedHeaders;
import java.util.List;
import java.util.Map;

/** Tells how the program is doing: what the API shows and cannot know itself. Thread-safe. */
public interface StatusSource {

  /** Every source, by name; of all processes that work on the store. */
  List<SourceStatus> sources();

  /** The processes that work on the store, this one first. */
  default List<ProcessStatus> processes() {
    return List.of();
  }

  /** The same for this process alone: what its metrics are made from. */
  default StatusSource ofThisProcess() {
    return this;
  }

  /** What the program reads by itself, such as Kinesis streams; by source and name. */
  default List<FeedState> feeds() {
    return List.of();
  }

  /** Why requests should not be sent here yet, beside the store; null if they may. */
  default String notReady() {
    return null;
  }

  /** The job of this program; null if it has none. */
  default JobStatus job() {
    return null;
  }

  /** Dead letters in the store by stage and reason, as counted a while ago; most first. */
  default List<DeadLetterCount> deadLetters() {
    return List.of();
  }

  /** Secrets masked since the start, by kind. */
  default Map<String, Long> masked() {
    return Map.of();
  }

  /**
   * Events dropped by reason, over restarts and programs, as far back as counts are kept.
   *
   * @throws dev.logtrail.store.StoreException if the store does not answer
   */
  default Map<String, Long> droppedEver() {
    return Map.of();
  }

  /** How far stored headers are derived by this program's parser; null if not known. */
  default DerivedHeaders derivedHeaders() {
    return null;
  }
}
