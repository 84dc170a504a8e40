package dev.logtrail.bench.scale;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The document: what loads take, what gives way first, and what to do then. */
public final class ScaleReport {
  private static final int DAYS = 14;
  private static final double LARGEST_CORES = 96;
  private static final double LARGEST_TB = 60;
  private static final double LARGEST_WAL_MB = 300;
  private static final double LARGEST_MEMORY_GB = 768;
  private static final double CORE_HOUR_USD = 0.05;
  private static final double GB_MONTH_USD = 0.08;
  private static final double CLOUDWATCH_GB_USD = 0.50;
  private static final double HOURS_A_MONTH = 730;
  private static final double DAYS_A_MONTH = 30.4;
  private static final long SEED = 20_261_129;

  private final PrintWriter out;

  private ScaleReport(PrintWriter out) {
    this.out = out;
  }

  /** Writes it. */
  public static void write(PrintWriter out) {
    new ScaleReport(out).all();
    out.flush();
  }

  private void line(String format, Object... values) {
    out.print(String.format(Locale.ROOT, format, values) + "\n");
  }

  private void all() {
    line("# What large installations take");
    line("");
    line(
        "Written by `logtrail bench scale`; a test holds it to that. It is arithmetic on what was"
            + " measured on two cores, not a measurement");
    line(
        "of such an installation: read it as a first estimate, and measure `bench wide` on your own"
            + " machines.");
    line("");
    costs();
    needs();
    firstToGive();
    price();
    spread();
  }

  private void costs() {
    Costs c = Costs.MEASURED;
    line("## Measured costs");
    line("");
    line("| an event of 129 bytes, 15 a payload, 66 payloads a POST | |");
    line("|---|---|");
    line(
        "| CPU, door · job · database | %.0f · %.0f · %.0f µs (31,000 events a core and second in"
            + " all, as of a process that has just started; later rounds of README's did up to"
            + " 70,900, and 21,400 to 36,400 with one payload a POST: without what the database"
            + " does once they are over) |",
        c.doorUs(), c.jobUs(), c.databaseUs());
    line(
        "| on disk, fresh · after its day was rewritten | %.0f · %.0f bytes; only days of up to"
            + " %.0f million events are rewritten |",
        c.storedBytes(), c.compactedBytes(), Costs.LARGEST_REWRITTEN_DAY / 1e6);
    line("| write-ahead log | %.0f bytes |", c.walBytes());
    line("| a slot of the job | up to 5 connections, 0.75 GB |");
    line("");
  }

  private static List<Load> loads() {
    return List.of(
        Load.ofRequests(1_000),
        Load.ofRequests(10_000),
        Load.ofRequests(100_000),
        Load.ofRequests(1_000_000),
        Load.ofText(10));
  }

  private void needs() {
    line("## What it takes");
    line("");
    line(
        "Trails are kept for %d days; the busiest minute has 2.5 times the average; cores are busy"
            + " to 70 %% then; 10,000 functions. Memory is for two days' index pages and headers,"
            + " taken as 200 bytes a request, which is assumed and not measured.",
        DAYS);
    line("");
    line(
        "| | events/s, average | text a day | cores: doors · job · database | doors × slots | disk"
            + " | log at the peak | memory of the database | connections |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (Load load : loads()) {
      Needs n = new Needs(load, Costs.MEASURED, DAYS);
      line(
          "| %s | %,.0f | %,.1f GB | %.2f · %.2f · %.2f | %d × %d | %.1f TB | %.0f MB/s | %.0f GB |"
              + " %d |",
          load.name(),
          load.eventsASecond(),
          load.terabytesADay() * 1_000,
          n.doorCores(),
          n.jobCores(),
          n.databaseCores(),
          n.doors(),
          n.slots(),
          n.diskTb(),
          n.walMbASecondAtPeak(),
          n.memoryGb(),
          n.connections());
    }
    line("");
  }

  private void firstToGive() {
    line("## What gives way first");
    line("");
    line(
        "Doors and slots are added one by one. The database is one, so that it gives way first: at"
            + " %.0f cores, %.0f TB, or %.0f MB/s of log,",
        LARGEST_CORES, LARGEST_TB, LARGEST_WAL_MB);
    line(
        "which is about what the largest single servers bear, or %.0f GB of memory. So many"
            + " databases it takes:",
        LARGEST_MEMORY_GB);
    line("");
    line("| | by cores | by disk | by log | by memory | databases |");
    line("|---|---|---|---|---|---|");
    for (Load load : loads()) {
      Needs n = new Needs(load, Costs.MEASURED, DAYS);
      line(
          "| %s | %.2f | %.2f | %.2f | %.2f | %d |",
          load.name(),
          n.databaseCores() / LARGEST_CORES,
          n.diskTb() / LARGEST_TB,
          n.walMbASecondAtPeak() / LARGEST_WAL_MB,
          n.memoryGb() / LARGEST_MEMORY_GB,
          n.shards(LARGEST_CORES, LARGEST_TB, LARGEST_WAL_MB, LARGEST_MEMORY_GB));
    }
    line("");
    line(
        "Before that, in this order: keep trails for fewer days (`--retention-days`, and less for"
            + " some functions); a server with more disk;");
    line(
        "more events a payload, which the sender decides (Firehose's buffer, a batch of Kinesis)."
            + " Not measured: how many tasks may end their");
    line("flushes under the one lock that orders them before they wait for each other.");
    line("");
    line("Beyond one database, what would have to be built, none of which there is:");
    line("");
    line(
        "- **Several PostgreSQL databases, by a hash of the log stream** (a job and doors for each,"
            + " or Citus with the stream's number as");
    line(
        "  distribution column). A stream's trails stay together, as attribution needs. It needs a"
            + " table from request id to database, and an");
    line("  API that asks several and merges lists, statistics and searches.");
    line(
        "- **Older segments as objects in S3**: a day's packs become objects that are read by"
            + " range; it needs a reader for both, and a compactor");
    line(
        "  that writes them. Of a rewritten day segments are 19 of 70 bytes an event, rows of"
            + " requests and their indexes 36: so it takes a");
    line("  quarter off the disk, and nothing off cores and log.");
    line(
        "- **Rewriting of large days**, by function instead of as a whole: 40 %% off the disk, with"
            + " what there is.");
    line(
        "- **Aurora** takes the log off the server's disk and grows to 128 TB; it needs nothing new"
            + " but advisory locks and NOTIFY, which it has.");
    line("");
  }

  private void price() {
    line("## What it costs beside CloudWatch's own price");
    line("");
    line(
        "A month, at $%.2f a core and hour, $%.2f a GB and month of disk; CloudWatch Logs takes"
            + " $%.2f a GB for what comes in, before anything",
        CORE_HOUR_USD, GB_MONTH_USD, CLOUDWATCH_GB_USD);
    line(
        "else. Assumed prices of eu-west-1 and us-east-1 in round figures; no traffic between"
            + " zones, no standby, no Kinesis.");
    line("");
    line("| | CloudWatch Logs, coming in | cores | disk | in all, of CloudWatch's |");
    line("|---|---|---|---|---|");
    for (Load load : loads()) {
      Needs n = new Needs(load, Costs.MEASURED, DAYS);
      double cloudWatch = load.terabytesADay() * 1_000 * DAYS_A_MONTH * CLOUDWATCH_GB_USD;
      double cores =
          (n.doorCores() + n.jobCores() + n.databaseCores()) * CORE_HOUR_USD * HOURS_A_MONTH;
      double disk = n.diskTb() * 1_000 * GB_MONTH_USD;
      line(
          "| %s | $%,.0f | $%,.0f | $%,.0f | %.0f %% |",
          load.name(), cloudWatch, cores, disk, 100 * (cores + disk) / cloudWatch);
    }
    line("");
  }

  private void spread() {
    line("## Would questions still ask few databases?");
    line("");
    line(
        "A simulated day of 200,000 streams of 10,000 functions, whose sizes follow a power law"
            + " (exponent 1.05), spread by a hash of the");
    line("stream and, for comparison, of the function:");
    line("");
    line(
        "| databases | fullest against average, by stream · by function | a request by its id | a"
            + " median function's list | the busiest function's list | statistics of all |");
    line("|---|---|---|---|---|---|");
    for (int shards : new int[] {2, 4, 8, 16}) {
      Spread s = new Spread(10_000, shards, SEED);
      line(
          "| %d | %.2f · %.2f | 1 (by the table of ids; %d without) | %.0f | %.0f | %d |",
          s.shards(),
          s.unevenByStream(),
          s.unevenByFunction(),
          shards,
          s.shardsOfMedianFunction(),
          s.shardsOfBusiestFunction(),
          shards);
    }
    line("");
    line(
        "By stream the load is even, and what asks all databases is what needs all of them; the"
            + " many small functions are each in a few. By");
    line(
        "function one database would get the busiest function whole, and a list of one function"
            + " would ask one database.");
  }
}
