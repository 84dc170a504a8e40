package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.script.Say.info;
import static dev.logtrail.demo.lambda.script.Say.print;
import static dev.logtrail.demo.lambda.script.Say.warn;
import static dev.logtrail.demo.shop.Words.between;

import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Fault.Frame;
import dev.logtrail.demo.lambda.script.Say;
import dev.logtrail.demo.lambda.script.Script;
import dev.logtrail.demo.lambda.script.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Compares stock with the warehouse. Python with the JSON format, and a forgotten print. */
final class InventorySync implements Script {
  @Override
  public List<Say> init(Random random) {
    return List.of(info(0, "warehouse client ready").with("endpoint", "https://wms.shop.example"));
  }

  @Override
  public Fault initFault() {
    return new Fault("ImportError", "No module named 'wms_client'", List.of());
  }

  @Override
  public Story story(Random random) {
    int pages = between(random, 2, 6);
    List<Say> lines = new ArrayList<>();
    lines.add(info(1, "sync started").with("warehouse", Words.city(random)).with("pages", pages));
    int moved = 0;
    for (int page = 1; page <= pages; page++) {
      int changed = between(random, 0, 12);
      moved += changed;
      lines.add(
          info(between(random, 80, 420), "page compared")
              .with("page", page)
              .with("changed", changed));
      if (changed > 10) {
        lines.add(warn(2, "unusual number of differences").with("sku", Words.sku(random)));
      }
    }
    lines.add(print(1, "TODO remove: " + moved + " rows"));
    lines.add(info(between(random, 20, 90), "sync finished").with("changed", moved));
    return new Story(
        lines,
        List.of(Say.error(40, "page skipped, warehouse sent half a record", half())),
        new Fault(
            "botocore.exceptions.ClientError",
            "An error occurred (ThrottlingException) when calling the BatchWriteItem operation:"
                + " Rate exceeded",
            List.of(
                new Frame("/var/task/app.py", 33, "handler", "sync(warehouse, pages)"),
                new Frame("/var/task/stock.py", 71, "sync", "table.write(changes)"))),
        warn(60, "warehouse answers slowly").with("seconds", 4),
        SpacedJson.compact(SpacedJson.map("changed", moved)));
  }

  private static Fault half() {
    return new Fault(
        "json.decoder.JSONDecodeError",
        "Unterminated string starting at: line 1 column 3911 (char 3910)",
        List.of(new Frame("/var/task/stock.py", 52, "fetch", "return json.loads(reply.text)")));
  }
}
