package dev.logtrail.jmh;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks, only when asked for by name: {@code ./mvnw -pl parser test
 * -Dtest=Benchmarks}. Timings are printed, never asserted.
 */
class Benchmarks {
  @Test
  void run() throws RunnerException {
    int iterations = Integer.getInteger("jmh.iterations", 5);
    new Runner(
            new OptionsBuilder()
                .include(System.getProperty("jmh.include", ".*"))
                .forks(1)
                .warmupIterations(iterations)
                .measurementIterations(iterations)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build())
        .run();
  }
}
