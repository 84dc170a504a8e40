package dev.logtrail.ingest.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.source.kinesis.StreamFacts.Shard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which shards may be read: after their parents, each once, from where it was read to. */
class StreamShardsTest {
  private static final ShardPosition ORIGIN = ShardPosition.at(1_000_000);
  private static final Shard A = new Shard("a", List.of());
  private static final Shard B = new Shard("b", List.of());
  private static final Shard AB = new Shard("ab", List.of("a", "b"));

  private static StreamFacts facts(long created, Shard... shards) {
    return new StreamFacts("123456789012", "eu-west-1", created, List.of(shards));
  }

  private static List<String> ids(List<KinesisSplit> splits) {
    return splits.stream().map(KinesisSplit::shardId).toList();
  }

  private static StreamShards begun(StreamState.Shards restored, SavedShards saved) {
    StreamShards shards = new StreamShards("logs", restored);
    shards.begin(saved, ORIGIN);
    return shards;
  }

  @Test
  void aMergedShardWaitsForBothParents() {
    StreamShards shards = begun(null, SavedShards.NONE);

    assertThat(ids(shards.ready(facts(7, A, B, AB)))).containsExactly("a", "b");
    assertThat(shards.ready()).as("each once").isEmpty();
    shards.finish("b");
    assertThat(shards.ready()).isEmpty();
    shards.finish("a");
    List<KinesisSplit> child = shards.ready();
    assertThat(ids(child)).containsExactly("ab");
    assertThat(child.get(0).position()).isEqualTo(ORIGIN);
    assertThat(child.get(0).account()).isEqualTo("123456789012");
  }

  @Test
  void aShardWhoseParentIsGoneIsRead() {
    assertThat(ids(begun(null, SavedShards.NONE).ready(facts(7, B, AB)))).containsExactly("b");
    assertThat(ids(begun(null, SavedShards.NONE).ready(facts(7, AB)))).containsExactly("ab");
  }

  @Test
  void aStoredPositionIsReadAgainFromAMinuteBefore() {
    SavedShards saved =
        new SavedShards(
            7,
            ShardPosition.TRIM_HORIZON,
            Map.of("a", ShardPosition.after("42", 5_000_000)),
            Set.of("b"));
    StreamShards shards = new StreamShards("logs", null);

    assertThat(shards.begin(saved, ORIGIN)).as("its origin is stored").isFalse();
    List<KinesisSplit> ready = shards.ready(facts(7, A, B, AB));
    assertThat(ids(ready)).as("b is finished, ab waits for a").containsExactly("a");
    assertThat(ready.get(0).position()).isEqualTo(ShardPosition.at(4_940_000));
    shards.finish("a");
    assertThat(shards.ready().get(0).position()).isEqualTo(ShardPosition.TRIM_HORIZON);
  }

  @Test
  void whereTheStoreIsBehindTheCheckpointAFinishedShardIsReadAgain() {
    StreamState.Shards restored =
        new StreamState.Shards(7, ORIGIN, Set.of("a", "b"), Set.of("a", "b"));
    SavedShards saved =
        new SavedShards(7, ORIGIN, Map.of("b", ShardPosition.after("9", 2_000_000)), Set.of("a"));

    assertThat(ids(begun(restored, saved).ready(facts(7, A, B, AB)))).containsExactly("b");
  }

  @Test
  void aStreamThatWasMadeAgainIsReadFromItsBeginning() {
    StreamShards shards = begun(null, SavedShards.NONE);
    shards.ready(facts(7, A, B));
    shards.finish("a");
    shards.finish("b");

    assertThat(ids(shards.ready(facts(8, A, B)))).containsExactly("a", "b");
    assertThat(shards.forgetGone()).containsExactlyInAnyOrder("a", "b");
    assertThat(shards.createdMs()).isEqualTo(8);
  }

  @Test
  void finishedShardsThatAreGoneAreForgotten() {
    StreamShards shards = begun(null, SavedShards.NONE);
    shards.ready(facts(7, A, B));
    shards.finish("a");
    shards.ready(facts(7, B, AB));

    assertThat(shards.forgetGone()).containsExactly("a");
    assertThat(shards.forgetGone()).isEmpty();
    assertThat(shards.state(Set.of()).finished()).isEmpty();
  }

  @Test
  void aCheckpointHoldsOnlyWhatAReaderHas() {
    StreamShards shards = begun(null, SavedShards.NONE);
    shards.ready(facts(7, A, B));

    assertThat(shards.state(Set.of("b")).assigned()).containsExactly("a");
    assertThat(new StreamShards("logs", null).state(Set.of())).isNull();
  }

  @Test
  void aShardOfTheCheckpointThatTheStoreDoesNotKnowIsReadFromItsBeginning() {
    SavedShards saved =
        new SavedShards(7, ORIGIN, Map.of("a", ShardPosition.after("5", 2_000_000)), Set.of("b"));
    ShardPosition at = ShardPosition.after("9", 3_000_000);

    assertThat(saved.earlier(split("a", at))).isEqualTo(ShardPosition.after("5", 2_000_000));
    assertThat(saved.earlier(split("new", at))).isEqualTo(ORIGIN);
    assertThat(saved.earlier(split("b", at))).isEqualTo(at);
    assertThat(SavedShards.NONE.earlier(split("a", at)))
        .as("a store that knows nothing of the stream says nothing")
        .isEqualTo(at);
  }

  private static KinesisSplit split(String shard, ShardPosition at) {
    return new KinesisSplit("logs", shard, "123456789012", "eu-west-1", at, false);
  }
}
