package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.script.Say.info;
import static dev.logtrail.demo.lambda.script.Say.log;
import static dev.logtrail.demo.lambda.script.Say.warn;
import static dev.logtrail.demo.shop.Words.between;

import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Fault.Frame;
import dev.logtrail.demo.lambda.script.Say;
import dev.logtrail.demo.lambda.script.Script;
import dev.logtrail.demo.lambda.script.Story;
import dev.logtrail.trail.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Brings changed goods into the search index. Rust in a container image, beside an extension. */
final class SearchIndexer implements Script {
  @Override
  public List<Say> init(Random random) {
    return List.of(
        info(0, "opening index segment=" + Words.token(random, 6) + " mode=append"),
        info(0, "ready docs=" + between(random, 120_000, 180_000)));
  }

  @Override
  public Fault initFault() {
    return new Fault("IndexError", "lock file is held by another writer", List.of());
  }

  @Override
  public Story story(Random random) {
    int records = between(random, 2, 10);
    List<Say> lines = new ArrayList<>();
    lines.add(info(1, "batch received records=" + records + " source=catalog-changes"));
    for (int i = 0; i < records; i++) {
      String sku = Words.sku(random);
      lines.add(
          log(
              between(random, 1, 6),
              Level.DEBUG,
              "tokenised sku=" + sku + " terms=" + (9 + i * 7)));
      if (random.nextInt(12) == 0) {
        lines.add(warn(1, "description of " + sku + " is longer than 32 kB, cut"));
      }
    }
    lines.add(info(between(random, 10, 60), "commit opstamp=" + between(random, 70_000, 99_000)));
    lines.add(info(between(random, 5, 20), "merge skipped, 4 segments below threshold"));
    return new Story(
        lines,
        List.of(
            Say.error(
                4,
                "one record rejected, sent to the dead letter queue",
                new Fault("SchemaError", "field `price` is not a number", List.of()))),
        new Fault(
            "IndexError",
            "called `Result::unwrap()` on an `Err` value: OutOfSpace",
            List.of(new Frame("src/index.rs", 88, "search_indexer::commit", ""))),
        info(30, "merging 31 segments into one, this may take a while"),
        SpacedJson.compact(SpacedJson.map("batchItemFailures", List.of())));
  }
}
