package dev.logtrail.store.postgres.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.pattern.Tokens;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.logs.SyntheticLogs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bloom columns have no false negatives and few false positives. */
final class BloomTest {

  private static List<BloomColumn> columns(int trails, long seed) {
    BloomPacker packer = new BloomPacker();
    SyntheticLogs logs = new SyntheticLogs(seed);
    for (int i = 0; i < trails; i++) {
      long trailId = (3L << 32) + i;
      logs.request(1_000L * i).forEach(e -> packer.add(trailId, e.event().message()));
      packer.add(trailId, "own" + i);
    }
    return packer.finish();
  }

  private static List<Long> candidates(BloomBlock block, String pattern) {
    BloomProbe probe = new BloomProbe(FilterPattern.parse(pattern).requiredTokens());
    List<byte[]> slices = new ArrayList<>();
    for (int slice : probe.slices()) {
      byte[] bytes = new byte[block.width()];
      System.arraycopy(block.slices(), slice * block.width(), bytes, 0, block.width());
      slices.add(bytes);
    }
    List<Long> found = new ArrayList<>();
    BitSet columns = probe.columns(slices, block.width(), block.probes());
    BloomBlock.trails(
        block.trails(),
        block.width(),
        columns,
        ids -> {
          for (long id : ids) {
            found.add(id);
          }
        });
    return found;
  }

  @Test
  void bitsAreWhatIsStored() {
    int token = BloomShape.token(Tokens.token("error"));
    assertThat(token).isEqualTo(-278633836);
    List<Integer> bits = new ArrayList<>();
    new BloomColumn(new long[] {1}, new int[] {token}).bits(bits::add);
    assertThat(bits).containsExactly(3550, 4283, 5016, 5749, 6482, 7215, 7948, 489, 1222);
  }

  @Test
  void aTrailIsFoundByEachOfItsWordsAndFewOthersAre() {
    int trails = 700;
    BloomBlock block = BloomBlock.of(columns(trails, 1));
    long others = 0;
    for (int i = 0; i < trails; i++) {
      List<Long> found = candidates(block, "own" + i);
      assertThat(found).contains((3L << 32) + i);
      others += found.size() - 1;
    }
    // A column has a few trails, and one in a thousand columns is a mistake.
    assertThat(others / (double) trails).isLessThan(25);
    assertThat(candidates(block, "\"-nosuchword-\"")).hasSizeLessThan(10);
  }

  @Test
  void aBlockOfFewerBitsATokenIsReadByThoseAlone() {
    BloomBlock block = BloomBlock.of(columns(700, 1));
    byte[] slices = new byte[block.slices().length];
    for (int token : tokens(700)) {
      for (int probe = 0; probe < 6; probe++) {
        int at = BloomShape.bit(token, probe) * block.width();
        System.arraycopy(block.slices(), at, slices, at, block.width());
      }
    }
    BloomBlock earlier = new BloomBlock(block.width(), slices, block.trails(), 6);
    BloomBlock joined = BloomBlock.join(List.of(earlier, block));
    assertThat(joined.probes()).isEqualTo(6);
    for (int i = 0; i < 700; i++) {
      assertThat(candidates(earlier, "own" + i)).contains((3L << 32) + i);
      assertThat(candidates(joined, "own" + i)).contains((3L << 32) + i);
    }
  }

  private static int[] tokens(int trails) {
    return columns(trails, 1).stream().flatMapToInt(c -> Arrays.stream(c.tokens())).toArray();
  }

  @Test
  void allAndAnyAreAnswered() {
    BloomBlock block = BloomBlock.of(columns(300, 2));
    assertThat(candidates(block, "own7 own8")).contains((3L << 32) + 7, (3L << 32) + 8);
    assertThat(candidates(block, "own7 own290")).hasSizeLessThan(5);
    assertThat(candidates(block, "?own7 ?own290")).contains((3L << 32) + 7, (3L << 32) + 290);
    assertThat(candidates(block, "-own7")).hasSize(candidates(block, "%.%").size());
  }

  @Test
  void manyWordsAreLookedUpByFewerBitsEach() {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < 90; i++) {
      pattern.append("own").append(i).append(' ');
    }
    BloomProbe probe = new BloomProbe(FilterPattern.parse(pattern.toString()).requiredTokens());
    assertThat(probe.slices()).hasSize(36);
    BloomColumn all = columns(2, 3).get(0);
    assertThat(probe.mayHold(all)).isFalse();
    assertThat(probe.mayHold(new BloomColumn(all.trails(), null))).isTrue();
  }

  @Test
  void blocksSideBySideAreABlockOfAll() {
    List<BloomColumn> columns = columns(900, 4);
    List<BloomColumn> first = columns.subList(0, 16);
    List<BloomColumn> rest = columns.subList(16, columns.size());
    BloomBlock joined = BloomBlock.join(List.of(BloomBlock.of(first), BloomBlock.of(rest)));
    BloomBlock whole = BloomBlock.of(columns);
    assertThat(joined.width()).isEqualTo(whole.width());
    assertThat(joined.slices()).isEqualTo(whole.slices());
    assertThat(joined.trails()).isEqualTo(whole.trails());
  }

  @Test
  void packingAgainKeepsAllTokens() {
    BloomPacker packer = new BloomPacker();
    for (int i = 0; i < 200; i++) {
      BloomPacker small = new BloomPacker();
      small.add(i, "own" + i + " and what all have in common " + i % 7);
      small.finish().forEach(packer::add);
    }
    List<BloomColumn> packed = packer.finish();
    assertThat(packed).hasSize(1);
    List<BloomColumn> read = BloomColumnCodec.decode(BloomColumnCodec.encode(packed));
    assertThat(read.get(0).trails()).hasSize(200).isEqualTo(packed.get(0).trails());
    assertThat(read.get(0).tokens()).isEqualTo(packed.get(0).tokens());
    for (int i = 0; i < 200; i++) {
      assertThat(read.get(0).mayHold(BloomShape.token(Tokens.token("own" + i)))).isTrue();
    }
  }

  @Test
  void anEventWithTooManyWordsAlwaysMayMatch() {
    Random random = new Random(5);
    StringBuilder message = new StringBuilder();
    for (int i = 0; i <= BloomShape.MAX_TOKENS; i++) {
      message.append(' ').append(Long.toString(random.nextLong() >>> 1, 36));
    }
    BloomPacker packer = new BloomPacker();
    packer.add(1, "small");
    packer.add(2, message.toString());
    packer.add(3, "small too");
    List<BloomColumn> columns = packer.finish();
    assertThat(columns).hasSize(3);
    BloomColumn large = BloomColumnCodec.decode(BloomColumnCodec.encode(columns)).get(1);
    assertThat(large.tokens()).isNull();
    assertThat(candidates(BloomBlock.of(columns), "nosuchword")).containsExactly(2L);
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] data = BloomColumnCodec.encode(columns(3, 6));
    data[0] = 9;
    assertThatThrownBy(() -> BloomColumnCodec.decode(data))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("format 9");
  }
}
