package dev.logtrail.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Handover} must do. */
public abstract class HandoverContract {

  /** The handover under test, empty at the start of each test. */
  protected abstract Handover handover();

  /** What another process would find after a crash now, in the order of acceptance. */
  protected abstract List<Delivery> durable();

  /** Makes the next {@code accept} find no room. */
  protected abstract void fill();

  @Test
  void whatReturnedIsDurableAndUnchanged() {
    byte[] bytes = {0, 1, -1, 127, -128};
    Delivery sent = new Delivery(Source.FIREHOSE, "123456789012", "eu-west-1", bytes);
    accept(sent);

    assertThat(durable()).hasSize(1);
    Delivery found = durable().get(0);
    assertThat(found.source()).isEqualTo(Source.FIREHOSE);
    assertThat(found.account()).isEqualTo("123456789012");
    assertThat(found.region()).isEqualTo("eu-west-1");
    assertThat(found.body()).isEqualTo(bytes);
  }

  @Test
  void everySourceIsKept() {
    for (Source source : Source.values()) {
      accept(new Delivery(source, "a", "r", bytes(source.word())));
    }
    assertThat(durable()).extracting(Delivery::source).containsExactly(Source.values());
  }

  @Test
  void oneSendersOrderIsKept() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sent.add("delivery " + i);
      accept(delivery("delivery " + i));
    }
    assertThat(texts()).isEqualTo(sent);
  }

  @Test
  void theSameDeliveryTwiceIsKeptTwice() {
    accept(delivery("same"));
    accept(delivery("same"));
    assertThat(texts()).containsExactly("same", "same");
  }

  @Test
  void aLargeDeliveryIsKeptWhole() {
    byte[] large = new byte[5 << 20];
    large[large.length - 1] = 42;
    accept(new Delivery(Source.SUBSCRIPTION, "a", "r", large));
    assertThat(durable().get(0).body()).isEqualTo(large);
  }

  @Test
  void manyAtOnceAreAllKept() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String text = "delivery " + i;
        sent.add(threads.submit(() -> accept(delivery(text))));
      }
      for (Future<?> s : sent) {
        s.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(texts()).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void whenFullNothingIsTakenAndASenderIsToldWhenToComeBack() {
    accept(delivery("before"));
    fill();
    List<String> full = texts();
    assertThatThrownBy(() -> accept(delivery("too much")))
        .isInstanceOfSatisfying(
            HandoverFullException.class,
            e -> {
              assertThat(e.retryAfterSeconds()).isPositive();
              assertThat(e.getMessage()).isNotBlank();
            });
    assertThat(texts()).isEqualTo(full);
  }

  private void accept(Delivery delivery) {
    try {
      handover().accept(delivery).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private List<String> texts() {
    return durable().stream().map(d -> new String(d.body(), StandardCharsets.UTF_8)).toList();
  }

  private static Delivery delivery(String text) {
    return new Delivery(Source.SUBSCRIPTION, "a", "r", bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
