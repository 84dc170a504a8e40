package dev.logtrail.ingest.source.kit;

import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * A job that collects what a source hands on: a real Flink, with checkpoints, in this process. It
 * ends as a killed program does, and begins again with a checkpoint or without.
 */
public final class SourceRun implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final int TASKS = 2;
  private static final Map<String, List<Delivery>> COLLECTED = new ConcurrentHashMap<>();

  private final String name;
  private final Path checkpoints;
  private final JobClient client;

  private SourceRun(String name, Path checkpoints, JobClient client) {
    this.name = name;
    this.checkpoints = checkpoints;
    this.client = client;
  }

  /** Starts a job with an empty state. */
  public static SourceRun start(String name, Source<Delivery, ?, ?> source, Path checkpoints)
      throws Exception {
    return start(name, source, checkpoints, null);
  }

  /** Starts a job with the newest checkpoint of the runs before. */
  public static SourceRun resume(String name, Source<Delivery, ?, ?> source, Path checkpoints)
      throws Exception {
    return start(name, source, checkpoints, newest(checkpoints));
  }

  private static SourceRun start(
      String name, Source<Delivery, ?, ?> source, Path checkpoints, Path from) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    if (from != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from.toUri().toString());
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(TASKS, configuration);
    env.fromSource(
            source, WatermarkStrategy.noWatermarks(), "source", TypeInformation.of(Delivery.class))
        .uid("source")
        .flatMap(new Collect(name))
        .returns(Types.VOID)
        .uid("collect")
        .sinkTo(new DiscardingSink<>())
        .uid("nothing");
    return new SourceRun(name, checkpoints, env.executeAsync(name));
  }

  /** Keeps each delivery, in the test's process. */
  private record Collect(String name) implements FlatMapFunction<Delivery, Void> {
    @Override
    public void flatMap(Delivery delivery, Collector<Void> out) {
      COLLECTED.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(delivery);
    }
  }

  private static Path newest(Path checkpoints) {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .map(Path::getParent)
          .orElseThrow(() -> new AssertionError("no checkpoint in " + checkpoints));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that jobs of this name were handed, repeats included. */
  public static List<Delivery> deliveries(String name) {
    return List.copyOf(COLLECTED.getOrDefault(name, List.of()));
  }

  /** The ids of all events in it, repeats included; what cannot be read is left out. */
  public static List<String> ids(String name) {
    List<String> ids = new ArrayList<>();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      for (Delivery delivery : deliveries(name)) {
        try {
          decoder
              .decode(delivery)
              .batches()
              .forEach(batch -> batch.events().stream().map(LogEvent::id).forEach(ids::add));
        } catch (UnreadableException e) {
          // A poison record, which the job makes a dead letter of.
        }
      }
    }
    return ids;
  }

  /** Returns when every event of these ids has been handed on. */
  public void await(Collection<String> expected) throws Exception {
    Set<String> missing = new TreeSet<>(expected);
    until(
        () -> {
          missing.removeAll(ids(name));
          return missing.isEmpty();
        },
        () -> missing.size() + " of " + expected.size() + " missing: " + missing);
  }

  /** Returns when so many checkpoints more are complete. */
  public void awaitCheckpoints(int more) throws Exception {
    int before = completed();
    until(() -> completed() >= before + more, () -> "checkpoint " + before + " is the last");
  }

  /** The number of the newest checkpoint. */
  private int completed() {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getParent().getFileName().toString().substring("chk-".length()))
          .mapToInt(Integer::parseInt)
          .max()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0; // One was deleted while it was looked at.
    }
  }

  /** Waits for a condition; fails with what the other says if it does not come. */
  public static void until(BooleanSupplier condition, java.util.function.Supplier<String> otherwise)
      throws Exception {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(otherwise.get());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Ends the job without a last checkpoint. */
  @Override
  public void close() throws Exception {
    try {
      client.cancel().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
      client.getJobExecutionResult().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // A cancelled job tells so.
    }
  }
}
