package dev.logtrail.ingest.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that checkpoints hold, and the texts that the store and users write. */
class KinesisSerializersTest {
  private final KinesisSplitSerializer splits = new KinesisSplitSerializer();
  private final StreamStateSerializer states = new StreamStateSerializer();

  private static final KinesisSplit SPLIT =
      new KinesisSplit(
          "logs", "shardId-1", "123456789012", "eu-west-1", ShardPosition.after("495", 7), true);

  @Test
  void bytesOfVersion1() throws IOException {
    String golden =
        "00046c6f6773000973686172644964"
            + "2d31000c313233343536373839303132000965752d776573742d310005343935203701";
    assertThat(HexFormat.of().formatHex(splits.serialize(SPLIT))).isEqualTo(golden);
    assertThat(splits.deserialize(1, HexFormat.of().parseHex(golden))).isEqualTo(SPLIT);

    StreamState state =
        new StreamState(
            Map.of(
                "logs",
                new StreamState.Shards(5, ShardPosition.at(9), Set.of("b", "a"), Set.of("a"))));
    String goldenState =
        "0000000100046c6f67730000000000000005000461742039"
            + "00000002000161000162"
            + "00000001000161";
    assertThat(HexFormat.of().formatHex(states.serialize(state))).isEqualTo(goldenState);
    assertThat(states.deserialize(1, HexFormat.of().parseHex(goldenState))).isEqualTo(state);
  }

  @Test
  void anotherVersionIsRefused() {
    assertThatThrownBy(() -> splits.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> states.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void positionsAreTexts() {
    for (ShardPosition position :
        new ShardPosition[] {
          ShardPosition.TRIM_HORIZON, ShardPosition.at(17), ShardPosition.after("495", 3)
        }) {
      assertThat(ShardPosition.parse(position.text())).isEqualTo(position);
    }
    assertThat(ShardPosition.at(-5)).isEqualTo(ShardPosition.TRIM_HORIZON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "at x", "12", "12 x", "x 12"})
  void anythingElseIsNoPosition(String text) {
    assertThatThrownBy(() -> ShardPosition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no position");
  }

  @Test
  void theEarlierPositionIsByNumberNotByText() {
    ShardPosition nine = ShardPosition.after("9", 1);
    ShardPosition ten = ShardPosition.after("10", 1);
    assertThat(ten.earlier(nine)).isEqualTo(nine);
    assertThat(nine.earlier(ShardPosition.at(5))).isEqualTo(ShardPosition.at(5));
    assertThat(ShardPosition.TRIM_HORIZON.earlier(ShardPosition.at(5)))
        .isEqualTo(ShardPosition.TRIM_HORIZON);
  }

  @Test
  void whereToBegin() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(100_000), ZoneOffset.UTC);
    assertThat(StartFrom.parse("LATEST").position(clock)).isEqualTo(ShardPosition.at(95_000));
    assertThat(StartFrom.parse("trim_horizon").position(clock))
        .isEqualTo(ShardPosition.TRIM_HORIZON);
    assertThat(StartFrom.parse("1970-01-01T00:00:01Z").position(clock))
        .isEqualTo(ShardPosition.at(1_000));
    assertThatThrownBy(() -> StartFrom.parse("yesterday"))
        .hasMessageContaining("latest, trim_horizon or a time");
  }
}
