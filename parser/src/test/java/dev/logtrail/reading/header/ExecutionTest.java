package dev.logtrail.reading.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The execution of a request, as its lines tell it. */
class ExecutionTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:shop";
  private static final String DURABLE = FUNCTION + ":7/durable-execution/order-123/9f7d84c9-8ea1";
  private static final String OTHER = DURABLE.replace(":shop:7", ":billing:7");
  private static final String STEPS =
      "arn:aws:states:eu-west-1:123456789012:execution:report:nightly";
  private static final String NESTED = STEPS.replace("nightly", "nested");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"timestamp\":\"2026-11-20T10:00:00.123Z\",\"level\":\"INFO\",\"requestId\":\"r-1\",\"executionArn\":\"%s\",\"attempt\":1,\"message\":\"x\"}",
        "{\"message\":\"x\",\"execution_arn\":\"%s\"}",
        "{\"message\":\"x\",\"mdc\":{\"durableExecutionArn\":\"%s\"}}",
        "{\"DurableExecutionArn\": \"%s\", \"CheckpointToken\": \"t\"}",
        "{\"message\":\"{\\\"executionArn\\\":\\\"%s\\\"}\"}",
        "2026-11-20T10:00:00.123Z\tr-1\tINFO\t{ DurableExecutionArn: '%s' }",
        "{'DurableExecutionArn': '%s', 'Input': 1}",
        "10:00:00.123 [main] INFO shop [%s] - working",
        "level=info durable_execution_arn=%s msg=x"
      })
  void is_the_durable_one_whatever_writes_it(String line) {
    Execution found = of(line.formatted(DURABLE));
    assertThat(found)
        .isEqualTo(new Execution(Execution.Kind.DURABLE, "order-123", "9f7d84c9-8ea1", DURABLE));
    assertThat(of(line.formatted(OTHER))).as("of another function").isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"states\":{\"context\":{\"Execution\":{\"Id\":\"%s\",\"Name\":\"nightly\"}}}}",
        "2026-11-20T10:00:00.123Z\tr-1\tINFO\t{\n  Execution: {\n    Id: '%s',",
        "{'Execution': {'Id': '%s', 'StartTime': '2026'}}",
        "{\"level\":\"INFO\",\"message\":\"x\",\"executionArn\":\"%s\"}",
        "{\"aws\":{\"execution_arn\":\"%s\"},\"id\":\"53995c3f42cd8ad8\"}",
        "{\"message\":\"x\",\"sfn_execution_id\":\"%s\"}"
      })
  void is_that_of_step_functions(String line) {
    assertThat(of(line.formatted(STEPS)))
        .isEqualTo(new Execution(Execution.Kind.STEP_FUNCTIONS, "nightly", null, STEPS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"executionArn\":\"arn:aws:states:eu-west-1:123456789012:execution:report:nightly\",\"startDate\":1.7}",
        "started arn:aws:states:eu-west-1:123456789012:execution:report:nightly",
        "{\"executionArn\":\"arn:aws:lambda:eu-west-1:123456789012:function:shop\"}",
        "{\"executionArn\":\"arn:aws:lambda:eu-west-1:123456789012:function:shop:7/durable-execution/x\"}",
        "{\"executionArn\":\"arn:aws:states:eu-west-1:123456789012:stateMachine:report\"}",
        "arn:aws",
        "arn:aws:lambda:",
        "arn:aws:lambda:::function:/durable-execution//"
      })
  void is_not_one_that_the_function_started_and_no_other_text(String line) {
    assertThat(of(line)).isNull();
  }

  @Test
  void names_an_express_execution_with_its_id() {
    String arn = "arn:aws-cn:states:cn-north-1:123456789012:express:report:nightly:4711";
    assertThat(of("{\"executionArn\":\"" + arn + "\"}"))
        .isEqualTo(new Execution(Execution.Kind.STEP_FUNCTIONS, "nightly", "4711", arn));
  }

  @Test
  void is_none_where_keys_name_several_and_the_context_where_that_is_told() {
    String one = "{\"executionArn\":\"" + STEPS + "\"}";
    String two = "{\"executionArn\":\"" + NESTED + "\"}";
    assertThat(of(one, two)).isNull();
    assertThat(of(one, two, "{\"Execution\":{\"Id\":\"" + NESTED + "\"}}").arn()).isEqualTo(NESTED);
  }

  @Test
  void depends_neither_on_order_nor_on_parts() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add("{\"executionArn\":\"" + STEPS + i + "\"}");
      lines.add("{\"Execution\":{\"Id\":\"" + STEPS + i % 5 + "\"}}");
    }
    Execution expected = of(lines.toArray(String[]::new));
    List<TrailEvent> events = new ArrayList<>(events(lines));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(events, new Random(seed));
      HeaderFacts all = new HeaderFacts();
      HeaderFacts part = new HeaderFacts();
      for (TrailEvent event : events) {
        HeaderFacts to = seed % 2 == 0 || event.hashCode() % 3 == 0 ? all : part;
        to.add(event, LineScanner.scan(event.event().message()));
      }
      all.add(part);
      assertThat(Headers.of(key(), all, null, false).execution()).isEqualTo(expected);
    }
  }

  private static Execution of(String... lines) {
    return Headers.of(key(), events(List.of(lines)), null, false).execution();
  }

  private static List<TrailEvent> events(List<String> lines) {
    List<TrailEvent> events = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      LogEvent event = new LogEvent("e-" + i, 1_795_255_200_123L + i, lines.get(i), i);
      events.add(new TrailEvent(event, Basis.MARKERS, false, Source.SUBSCRIPTION));
    }
    return events;
  }

  private static TrailKey key() {
    return TrailKey.request(
        new LogStream("123456789012", "eu-west-1", "/aws/lambda/shop", "stream"), "r-1", 1);
  }
}
