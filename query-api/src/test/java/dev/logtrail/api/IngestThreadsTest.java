package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.DeliveryLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which thread works on a body. */
class IngestThreadsTest {
  private static final long SECONDS = 20;

  private final IngestThreads threads = new IngestThreads(new ByteBudget("bodies", 1 << 20));

  @AfterEach
  void end() {
    threads.close();
  }

  private static Content.Source whole() {
    return new ByteBufferContentSource(ByteBuffer.wrap("body".getBytes(StandardCharsets.UTF_8)));
  }

  private CompletableFuture<Void> read(Content.Source in, AtomicReference<Thread> worker) {
    return threads.read(
        in,
        4,
        body -> {
          assertThat(body).asString(StandardCharsets.UTF_8).isEqualTo("body");
          worker.set(Thread.currentThread());
          return CompletableFuture.completedFuture(null);
        });
  }

  @Test
  void theServersOwnThreadWorksOnABodyThatCameWithItsRequest() throws Exception {
    AtomicReference<Thread> worker = new AtomicReference<>();
    CompletableFuture<Void> done = read(whole(), worker);
    assertThat(done).isCompleted();
    assertThat(worker.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void aThreadOfTheDoorsWorksOnABodyThatComesLater() throws Exception {
    AtomicReference<Thread> worker = new AtomicReference<>();
    try (AsyncContent later = new AsyncContent()) {
      CompletableFuture<Void> done = read(later, worker);
      assertThat(done).isNotDone();
      later.write(true, ByteBuffer.wrap("body".getBytes(StandardCharsets.UTF_8)), Callback.NOOP);
      done.get(SECONDS, TimeUnit.SECONDS);
    }
    assertThat(worker.get().getName()).isEqualTo("logtrail-ingest");
  }

  @Test
  void noMoreThanSoManyOfTheServersThreadsWorkAtOnce() throws Exception {
    int most = DeliveryLimits.INGEST_SERVER_THREADS;
    CountDownLatch busy = new CountDownLatch(most);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> server = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Thread thread = new Thread(() -> threads.read(whole(), 4, body -> hold(busy, end)));
      thread.start();
      server.add(thread);
    }
    try {
      assertThat(busy.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      AtomicReference<Thread> worker = new AtomicReference<>();
      read(whole(), worker).get(SECONDS, TimeUnit.SECONDS);
      assertThat(worker.get().getName()).isEqualTo("logtrail-ingest");
    } finally {
      end.countDown();
      for (Thread thread : server) {
        thread.join();
      }
    }
    AtomicReference<Thread> worker = new AtomicReference<>();
    read(whole(), worker).get(SECONDS, TimeUnit.SECONDS);
    assertThat(worker.get()).isSameAs(Thread.currentThread());
  }

  private static CompletableFuture<Void> hold(CountDownLatch busy, CountDownLatch end) {
    busy.countDown();
    try {
      end.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return CompletableFuture.completedFuture(null);
  }
}
