package dev.logtrail.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.target.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults strike the program under load; in the end everything acknowledged is there, once, where it
 * belongs, and lists, statistics, search and live tail agree with it.
 *
 * <p>The build runs each fault once, for a moment, with a fixed seed. {@code -Dfaults.seconds=600
 * -Dfaults.seed=7} runs every fault for so long instead; {@code -Dfaults.only=kill} those whose
 * name holds the word, {@code -Dfaults.heap=512} with so many MB of heap.
 */
@Timeout(3_600)
class FaultKitIT {
  private static final int SECONDS = Integer.getInteger("faults.seconds", 0);
  private static final long SEED = Long.getLong("faults.seed", 20261128);
  private static final int HEAP_MB = Integer.getInteger("faults.heap", 512);
  private static final String ONLY = System.getProperty("faults.only", "");

  /** What they send is read again line by line, so that a build has the time for few. */
  private static final int CLIENTS = SECONDS == 0 ? 2 : 4;

  private final Ledger ledger = new Ledger();

  @TempDir private Path directory;

  @Test
  void standsEachFault() throws Exception {
    assumeTrue(SECONDS == 0, "-Dfaults.seconds runs the long way only");
    holds(new FaultSettings(SEED, 0, HEAP_MB, CLIENTS, only(Faults.ofBuild(ledger))));
  }

  @Test
  void standsEverythingForLong() throws Exception {
    assumeTrue(SECONDS > 0, "-Dfaults.seconds=600 runs this");
    holds(new FaultSettings(SEED, SECONDS, HEAP_MB, CLIENTS, only(Faults.all(ledger))));
  }

  @Test
  void eachFaultHasANameOfItsOwn() {
    List<Fault> all = Faults.all(ledger);
    Set<String> names = all.stream().map(Fault::name).collect(Collectors.toSet());
    assertThat(names).hasSameSizeAs(all);
  }

  private void holds(FaultSettings settings) throws Exception {
    assumeTrue(!settings.faults().isEmpty(), "-Dfaults.only leaves none of these");
    assertThat(FaultKit.run(directory, settings, ledger).toString()).isEmpty();
  }

  private static List<Fault> only(List<Fault> faults) {
    return faults.stream().filter(fault -> fault.name().contains(ONLY)).toList();
  }
}
