package dev.logtrail.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.invocation.InvocationJson;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a delivery can be read again, in whatever form it is kept. */
class RetriedPayloadTest {
  private static final LogStream STREAM = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");
  private static final LogEvent EVENT = new LogEvent("1", 1_763_632_800_000L, "a \"line\"\n");

  @ParameterizedTest
  @EnumSource(value = Source.class, mode = Mode.EXCLUDE, names = "LOG_RESULT")
  void eventsThatWereReadComeBackAsASubscriptionPayload(Source source) throws Exception {
    Decoded decoded = retry(source, PayloadJson.of(STREAM, List.of(EVENT)));

    assertThat(decoded.rejected()).isEmpty();
    assertThat(decoded.batches()).hasSize(1);
    assertThat(decoded.batches().get(0).stream()).isEqualTo(STREAM);
    assertThat(decoded.batches().get(0).source()).isEqualTo(source);
    assertThat(decoded.batches().get(0).events()).containsExactly(EVENT);
  }

  @Test
  void aLogResultComesBackInTheFormInWhichItIsPosted() throws Exception {
    Invocation whole =
        new Invocation(
            "1",
            "eu-west-1",
            "f",
            "$LATEST",
            "r-1",
            "START RequestId: r-1 Version: $LATEST\né\n",
            false,
            200,
            "Handled",
            "{\"a\":[1]}",
            5_000_000_000L);
    Invocation least =
        new Invocation("1", "eu-west-1", "f", null, "r-1", null, false, null, null, null, null);

    assertThat(retry(Source.LOG_RESULT, InvocationJson.of(whole)).invocations())
        .containsExactly(whole);
    assertThat(retry(Source.LOG_RESULT, InvocationJson.of(least)).invocations())
        .containsExactly(least);
  }

  @Test
  void aRecordOfFirehoseIsKeptInABodyOfItsOwn() throws Exception {
    String good = "{\"data\":\"\"}";
    byte[] body =
        ("{\"requestId\":\"x\",\"timestamp\":1,\"records\":[" + good + ",{\"data\":\"%\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      var rejected = decoder.decode(new Delivery(Source.FIREHOSE, "1", "r", body)).rejected();
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).body()).asString().isEqualTo("{\"records\":[{\"data\":\"%\"}]}");
      assertThatThrownBy(() -> retry(Source.FIREHOSE, rejected.get(0).body()))
          .isInstanceOf(UnreadableException.class)
          .hasMessage(rejected.get(0).reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\":\"extracted\"}", "an extracted line", "[1]", "{\"a\":"})
  void theDataOfARecordOfFirehoseIsRefusedAgainForTheSameReason(String data) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
    byte[] body =
        ("{\"requestId\":\"x\",\"timestamp\":1,\"records\":[{\"data\":\"\"},{\"data\":\""
                + base64
                + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      var rejected = decoder.decode(new Delivery(Source.FIREHOSE, "1", "r", body)).rejected();
      assertThat(rejected).hasSize(1);
      assertThatThrownBy(() -> retry(Source.FIREHOSE, rejected.get(0).body()))
          .isInstanceOf(UnreadableException.class)
          .hasMessage(rejected.get(0).reason());
    }
  }

  @Test
  void whatNobodySendsIsRefusedAsBefore() {
    byte[] text = "no payload at all".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> retry(Source.KINESIS, text)).isInstanceOf(UnreadableException.class);
  }

  private static Decoded retry(Source source, byte[] body) throws UnreadableException {
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      return decoder.decode(new Delivery(source, "1", "eu-west-1", body, 7L));
    }
  }
}
