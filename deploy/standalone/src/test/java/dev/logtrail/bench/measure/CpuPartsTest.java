package dev.logtrail.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Sharing CPU out among the parts of the program. */
class CpuPartsTest {
  private static final long CPU_NS = 200_000_000L;

  @Test
  void countsEachNanosecondOnceAndTheSamePartsAlways() throws InterruptedException {
    long far = 1_000_000_000_000L;
    try (CpuParts parts = new CpuParts()) {
      Map<String, Long> nanos = parts.nanos(far);

      assertThat(nanos.values().stream().mapToLong(n -> n).sum()).isEqualTo(far);
      assertThat(nanos).containsKeys("door", "decode", "attribution", "codec", "JIT", "rest");
      assertThat(nanos.values()).allMatch(n -> n >= 0);
    }
  }

  @Test
  void whatTheClientsOwnThreadsTakeIsTheClients() throws Exception {
    CountDownLatch worked = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (CpuParts parts = new CpuParts()) {
      Thread worker = new Thread(() -> work(worked, asked), "HttpClient-1-Worker-0");
      worker.start();
      worked.await();
      long client = parts.nanos(1_000_000_000_000L).get(CpuParts.CLIENT);
      asked.countDown();
      worker.join();

      assertThat(client).isGreaterThan(CPU_NS / 2);
    }
  }

  /** Has so much of a processor that a clock of 10 ms tells of it. */
  private static void work(CountDownLatch worked, CountDownLatch asked) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    while (threads.getCurrentThreadCpuTime() - begun < CPU_NS) {
      Thread.onSpinWait();
    }
    worked.countDown();
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void dividesTheJobsThreadsAlone() {
    assertThat(CpuParts.isDivided("assemble (1/2)#0")).isTrue();
    assertThat(CpuParts.isDivided("Source: inbox -> decode (1/1)#0")).isTrue();
    assertThat(CpuParts.isDivided("qtp123-28")).isFalse();
  }
}
