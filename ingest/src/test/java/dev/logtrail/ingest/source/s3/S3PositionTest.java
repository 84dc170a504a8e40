package dev.logtrail.ingest.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.limit.FeedLimits;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3PositionTest {
  private static S3Object object(String key, long modifiedMs) {
    return new S3Object(key, "e", 1, modifiedMs);
  }

  @Test
  void bytesOfVersion1() throws Exception {
    S3Split split = new S3Split("s3://b", new S3Position(36, Map.of(-1L, 37L)));
    String golden = "000673333a2f2f62313020337735653131323634736773663a3131";
    S3SplitSerializer serializer = new S3SplitSerializer();
    assertThat(HexFormat.of().formatHex(serializer.serialize(split))).isEqualTo(golden);
    assertThat(serializer.deserialize(1, HexFormat.of().parseHex(golden))).isEqualTo(split);
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .hasMessageContaining("version 2");
    for (String wrong : new String[] {"", "x y", "1 2", "1 2:", "!"}) {
      assertThatThrownBy(() -> S3Position.parse(wrong)).hasMessageContaining("no position in S3");
    }
  }

  @Test
  void objectsAreRememberedForSomeHoursAndNeverForgottenBeforeOlderOnesAreRead() {
    long hour = 3_600_000;
    ReadObjects read = new ReadObjects(S3Position.since(0));
    read.done(object("a", hour).hash(), hour);
    read.done(object("b", 20 * hour).hash(), 20 * hour);
    assertThat(read.forgettableMs(2 * hour)).as("one of then is not read").isEqualTo(2 * hour);
    long forgettable = read.forgettableMs(Long.MAX_VALUE);
    assertThat(forgettable).isEqualTo(20 * hour - FeedLimits.S3_REMEMBERED_MS);
    read.before(forgettable);
    assertThat(read.position().done()).hasSize(1);
    assertThat(read.isDone(object("a", hour))).isTrue();
    assertThat(read.isDone(object("c", 19 * hour))).isFalse();
    for (int i = 0; i < FeedLimits.S3_REMEMBERED_OBJECTS + 5; i++) {
      read.done(i, 21 * hour + i);
    }
    assertThat(read.forgettableMs(Long.MAX_VALUE)).as("too many").isEqualTo(21 * hour + 5);
  }

  @Test
  void ofTwoPositionsOnlyWhatBothHaveReadCounts() {
    S3Position one = new S3Position(10, Map.of(1L, 11L, 2L, 30L));
    S3Position other = new S3Position(20, Map.of(3L, 30L));
    assertThat(one.earlier(other)).isEqualTo(new S3Position(10, Map.of(1L, 11L)));
    assertThat(other.earlier(one)).isEqualTo(one.earlier(other));
  }

  @Test
  void placesAreRefusedWithWhatWouldBeRight() {
    assertThat(S3Location.parse("s3://my-bucket/a/b?log-group=/aws/lambda/x"))
        .extracting(S3Location::bucket, S3Location::prefix, S3Location::logGroup)
        .containsExactly("my-bucket", "a/b", "/aws/lambda/x");
    assertThat(S3Location.parse("s3://my-bucket").prefix()).isEmpty();
    for (String wrong : new String[] {"my-bucket", "s3://", "s3://B", "s3://b/c?group=x"}) {
      assertThatThrownBy(() -> S3Location.parse(wrong))
          .hasMessageContaining("right would be s3://bucket/prefix");
    }
  }
}
