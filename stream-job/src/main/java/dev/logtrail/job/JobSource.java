package dev.logtrail.job;

import dev.logtrail.trail.Delivery;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.Source;

/**
 * Where deliveries come from.
 *
 * @param name under which a checkpoint knows it, such as {@code inbox}; each source has its own
 * @param source the source
 * @param parallelism tasks that read it and decode what they read
 */
public record JobSource(String name, Source<Delivery, ?, ?> source, int parallelism) {
  public JobSource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
  }

  /**
   * The inbox. Its writers are shared out among the tasks: deliveries of one keep their order.
   *
   * @param parallelism tasks that read it and decode what they read
   */
  public static JobSource inbox(Source<Delivery, ?, ?> source, int parallelism) {
    return new JobSource("inbox", source, parallelism);
  }

  /** The inbox alone, read by one task. */
  public static List<JobSource> only(Source<Delivery, ?, ?> inbox) {
    return List.of(inbox(inbox, 1));
  }
}
