package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.script.LogCall.info;
import static dev.logtrail.demo.lambda.script.LogCall.log;
import static dev.logtrail.demo.lambda.script.LogCall.warn;
import static dev.logtrail.demo.shop.ShopData.between;

import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.demo.lambda.script.FunctionScript;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.RequestScript;
import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.demo.lambda.script.ScriptedException.Frame;
import dev.logtrail.trail.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Brings changed goods into the search index. Rust in a container image, beside an extension. */
final class SearchIndexer implements FunctionScript {
  @Override
  public List<LogCall> init(Random random) {
    return List.of(
        info(0, "opening index segment=" + ShopData.token(random, 6) + " mode=append"),
        info(0, "ready docs=" + between(random, 120_000, 180_000)));
  }

  @Override
  public ScriptedException initException() {
    return new ScriptedException("IndexError", "lock file is held by another writer", List.of());
  }

  @Override
  public RequestScript request(Random random) {
    int records = between(random, 2, 10);
    List<LogCall> lines = new ArrayList<>();
    lines.add(info(1, "batch received records=" + records + " source=catalog-changes"));
    for (int i = 0; i < records; i++) {
      String sku = ShopData.sku(random);
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
    return new RequestScript(
        lines,
        List.of(
            LogCall.error(
                4,
                "one record rejected, sent to the dead letter queue",
                new ScriptedException("SchemaError", "field `price` is not a number", List.of()))),
        new ScriptedException(
            "IndexError",
            "called `Result::unwrap()` on an `Err` value: OutOfSpace",
            List.of(new Frame("src/index.rs", 88, "search_indexer::commit", ""))),
        info(30, "merging 31 segments into one, this may take a while"),
        SpacedJson.compact(SpacedJson.map("batchItemFailures", List.of())));
  }
}
