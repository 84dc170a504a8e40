package dev.logtrail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.pattern.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Filters forget nothing, and are seldom wrong about what they do not hold. */
final class FilterTest {

  private static List<FilterColumn> columns(int trails, long seed) {
    FilterPacker packer = new FilterPacker();
    SyntheticLogs logs = new SyntheticLogs(seed);
    for (int i = 0; i < trails; i++) {
      long trailId = (3L << 32) + i;
      logs.request(1_000L * i).forEach(e -> packer.add(trailId, e.event().message()));
      packer.add(trailId, "own" + i);
    }
    return packer.finish();
  }

  private static List<Long> candidates(FilterBlock block, String pattern) {
    FilterProbe probe = new FilterProbe(FilterPattern.parse(pattern).needs());
    List<byte[]> slices = new ArrayList<>();
    for (int slice : probe.slices()) {
      byte[] bytes = new byte[block.width()];
      System.arraycopy(block.slices(), slice * block.width(), bytes, 0, block.width());
      slices.add(bytes);
    }
    List<Long> found = new ArrayList<>();
    BitSet columns = probe.columns(slices, block.width());
    FilterBlock.trails(
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
    int token = FilterShape.token(Tokens.token("error"));
    assertThat(token).isEqualTo(-278633836);
    List<Integer> bits = new ArrayList<>();
    new FilterColumn(new long[] {1}, new int[] {token}).bits(bits::add);
    assertThat(bits).containsExactly(3550, 4283, 5016, 5749, 6482, 7215);
  }

  @Test
  void aTrailIsFoundByEachOfItsWordsAndFewOthersAre() {
    int trails = 700;
    FilterBlock block = FilterBlock.of(columns(trails, 1));
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
  void allAndAnyAreAnswered() {
    FilterBlock block = FilterBlock.of(columns(300, 2));
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
    FilterProbe probe = new FilterProbe(FilterPattern.parse(pattern.toString()).needs());
    assertThat(probe.slices()).hasSize(36);
    FilterColumn all = columns(2, 3).get(0);
    assertThat(probe.mayHold(all)).isFalse();
    assertThat(probe.mayHold(new FilterColumn(all.trails(), null))).isTrue();
  }

  @Test
  void blocksSideBySideAreABlockOfAll() {
    List<FilterColumn> columns = columns(900, 4);
    List<FilterColumn> first = columns.subList(0, 16);
    List<FilterColumn> rest = columns.subList(16, columns.size());
    FilterBlock joined = FilterBlock.join(List.of(FilterBlock.of(first), FilterBlock.of(rest)));
    FilterBlock whole = FilterBlock.of(columns);
    assertThat(joined.width()).isEqualTo(whole.width());
    assertThat(joined.slices()).isEqualTo(whole.slices());
    assertThat(joined.trails()).isEqualTo(whole.trails());
  }

  @Test
  void packingAgainKeepsAllTokens() {
    FilterPacker packer = new FilterPacker();
    for (int i = 0; i < 200; i++) {
      FilterPacker small = new FilterPacker();
      small.add(i, "own" + i + " and what all have in common " + i % 7);
      small.finish().forEach(packer::add);
    }
    List<FilterColumn> packed = packer.finish();
    assertThat(packed).hasSize(1);
    List<FilterColumn> read = FilterColumns.decode(FilterColumns.encode(packed));
    assertThat(read.get(0).trails()).hasSize(200).isEqualTo(packed.get(0).trails());
    assertThat(read.get(0).tokens()).isEqualTo(packed.get(0).tokens());
    for (int i = 0; i < 200; i++) {
      assertThat(read.get(0).mayHold(FilterShape.token(Tokens.token("own" + i)))).isTrue();
    }
  }

  @Test
  void anEventWithTooManyWordsAlwaysMayMatch() {
    Random random = new Random(5);
    StringBuilder message = new StringBuilder();
    for (int i = 0; i <= FilterShape.MOST_TOKENS; i++) {
      message.append(' ').append(Long.toString(random.nextLong() >>> 1, 36));
    }
    FilterPacker packer = new FilterPacker();
    packer.add(1, "small");
    packer.add(2, message.toString());
    packer.add(3, "small too");
    List<FilterColumn> columns = packer.finish();
    assertThat(columns).hasSize(3);
    FilterColumn large = FilterColumns.decode(FilterColumns.encode(columns)).get(1);
    assertThat(large.tokens()).isNull();
    assertThat(candidates(FilterBlock.of(columns), "nosuchword")).containsExactly(2L);
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] data = FilterColumns.encode(columns(3, 6));
    data[0] = 9;
    assertThatThrownBy(() -> FilterColumns.decode(data))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("format 9");
  }
}
