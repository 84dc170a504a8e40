package dev.logtrail.ingest.source.kinesis;

import java.util.List;

/**
 * A stream as AWS lists it.
 *
 * @param account the account it belongs to
 * @param region the region it is in
 * @param createdMs when it was made: one that was deleted and made again is another stream
 * @param shards its shards, closed ones that still hold records included
 */
record StreamFacts(String account, String region, long createdMs, List<Shard> shards) {
  StreamFacts {
    shards = List.copyOf(shards);
  }

  /**
   * A shard.
   *
   * @param id its id
   * @param parents the one it was split from, or the two it was merged from; none for a first one
   */
  record Shard(String id, List<String> parents) {
    Shard {
      parents = List.copyOf(parents);
    }
  }
}
