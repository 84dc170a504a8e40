package dev.logtrail.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.render.TrailJson;
import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes, attributes and reads a small request once, in memory, so that the classes are loaded
 * before the first real one comes. Nothing is stored.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final String PAYLOAD =
      """
      {"messageType":"DATA_MESSAGE","owner":"000000000000","logGroup":"/aws/lambda/warm-up",
       "logStream":"2026/01/01/[$LATEST]0","subscriptionFilters":[],"logEvents":[
       {"id":"1","timestamp":1,"message":"START RequestId: warm-up Version: $LATEST\\n"},
       {"id":"2","timestamp":2,"message":"{\\"level\\":\\"INFO\\",\\"message\\":\\"warm\\"}\\n"},
       {"id":"3","timestamp":3,"message":"2026-01-01T00:00:00.000Z\\twarm-up\\tERROR\\tno\\n"},
       {"id":"4","timestamp":4,"message":"END RequestId: warm-up\\n"},
       {"id":"5","timestamp":5,"message":"REPORT RequestId: warm-up\\tDuration: 1.00 ms\\tBilled Duration: 1 ms\\t\\n"}]}
      """;

  private WarmUp() {}

  static void run() {
    byte[] body = PAYLOAD.getBytes(StandardCharsets.UTF_8);
    Delivery delivery = new Delivery(Source.SUBSCRIPTION, "000000000000", "us-east-1", body);
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      Decoded decoded = decoder.decode(delivery);
      for (LogBatch batch : decoded.batches()) {
        for (AttributedTrail trail :
            StreamSplit.split(batch.stream(), batch.source(), batch.events())) {
          read(trail);
        }
      }
    } catch (UnreadableException | IOException e) {
      LOG.warn("The warm-up failed, which costs the first request some time: {}", e.getMessage());
    }
  }

  private static void read(AttributedTrail trail) throws IOException {
    Invocation invocation =
        new Invocation(
            "000000000000",
            "us-east-1",
            "warm-up",
            null,
            "warm-up",
            "one\n",
            false,
            200,
            null,
            "{}",
            null);
    try (JsonGenerator json = new JsonFactory().createGenerator(new StringWriter())) {
      TrailJson.write(
          json,
          TrailReading.read(trail.key(), trail.events(), invocation),
          1,
          CostEstimator.standard());
    }
  }
}
