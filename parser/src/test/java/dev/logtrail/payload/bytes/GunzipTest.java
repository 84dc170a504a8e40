package dev.logtrail.payload.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.payload.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GunzipTest {
  private static final byte[] TEXT = Samples.utf8("{\"a\":\"" + "log line ".repeat(5000) + "\"}");
  private final Gunzip gunzip = new Gunzip(TEXT.length);

  @AfterEach
  void close() {
    gunzip.close();
  }

  @Test
  void leavesWhatIsNotGzip() throws UnreadableException {
    byte[] plain = Samples.utf8("{}");
    assertThat(gunzip.gunzip(plain)).isSameAs(plain);
    assertThat(gunzip.gunzip(new byte[0])).isEmpty();
  }

  @Test
  void undoesUpToThreeLayersWithinTheExactLimit() throws UnreadableException {
    byte[] once = Samples.gzip(TEXT);
    byte[] thrice = Samples.gzip(Samples.gzip(once));
    assertThat(gunzip.gunzip(once)).isEqualTo(TEXT);
    assertThat(gunzip.gunzip(thrice)).isEqualTo(TEXT);
    assertThatThrownBy(() -> gunzip.gunzip(Samples.gzip(thrice)))
        .isExactlyInstanceOf(UnreadableException.class)
        .hasMessage("gzip inside gzip more than 3 times; once is right");
  }

  @Test
  void joinsMembersAndSkipsLineBreaksBetweenThem() throws IOException, UnreadableException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(Samples.gzip(Samples.utf8("{\"a\":")));
    members.write('\n');
    members.write(Samples.gzip(Samples.utf8("1}")));
    members.write(new byte[8]);
    assertThat(gunzip.gunzip(members.toByteArray())).isEqualTo(Samples.utf8("{\"a\":1}"));
  }

  @Test
  void namesTheLimitThatBites() {
    try (Gunzip small = new Gunzip(1000)) {
      assertThatThrownBy(() -> small.gunzip(Samples.gzip(TEXT)))
          .isInstanceOf(PayloadTooLargeException.class)
          .hasMessageContaining("the limit of 1000 bytes decompressed");
      assertThatThrownBy(() -> small.gunzip(TEXT)).isInstanceOf(PayloadTooLargeException.class);
    }
  }

  @Test
  void aBombStopsAtTheLimit() {
    byte[] bomb = Samples.gzip(new byte[200 << 20]);
    try (Gunzip small = new Gunzip(1 << 20)) {
      assertThatThrownBy(() -> small.gunzip(bomb)).isInstanceOf(PayloadTooLargeException.class);
    }
  }

  @Test
  void everyTruncationIsToldAsOne() {
    byte[] whole = Samples.gzip(TEXT);
    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> gunzip.gunzip(cut))
          .isExactlyInstanceOf(UnreadableException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void aWrongChecksumAndAWrongLengthAreTold() {
    for (int fromEnd : new int[] {8, 4}) {
      byte[] damaged = Samples.gzip(TEXT);
      damaged[damaged.length - fromEnd] ^= 1;
      assertThatThrownBy(() -> gunzip.gunzip(damaged)).hasMessageContaining("checksum or length");
    }
  }

  @Test
  void damageAnywhereIsAnUnreadableExceptionOrHarmless() throws UnreadableException {
    Random random = new Random(7);
    byte[] whole = Samples.gzip(TEXT);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      damaged[2 + random.nextInt(damaged.length - 2)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(gunzip.gunzip(damaged)).isEqualTo(TEXT); // a header field of no meaning
      } catch (UnreadableException e) {
        assertThat(e).hasMessageMatching("(?s)(the gzip|after the gzip|gzip with|the payload).*");
      }
    }
    assertThat(gunzip.gunzip(whole)).isEqualTo(TEXT);
  }

  @Test
  void readsHeadersWithNamesCommentsAndExtraFields() throws IOException, UnreadableException {
    byte[] plain = Samples.gzip(Samples.utf8("x"));
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    full.write(plain, 0, 3);
    full.write(2 | 4 | 8 | 16);
    full.write(plain, 4, 6);
    full.write(new byte[] {3, 0, 1, 2, 3});
    full.write(Samples.utf8("name\0comment\0"));
    full.write(new byte[] {9, 9});
    full.write(plain, 10, plain.length - 10);
    assertThat(gunzip.gunzip(full.toByteArray())).isEqualTo(Samples.utf8("x"));
  }

  @Test
  void somethingElseBehindIsTold() throws IOException {
    for (String behind : new String[] {"x", "short", "something else"}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(Samples.gzip(Samples.utf8("x")));
      bytes.write(Samples.utf8(behind));
      assertThatThrownBy(() -> gunzip.gunzip(bytes.toByteArray()))
          .hasMessageContaining("something follows that is not gzip");
    }
  }
}
