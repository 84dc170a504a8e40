package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.script.LogCall.info;
import static dev.logtrail.demo.lambda.script.LogCall.print;
import static dev.logtrail.demo.lambda.script.LogCall.warn;
import static dev.logtrail.demo.shop.ShopData.between;

import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.demo.lambda.script.FunctionScript;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.RequestScript;
import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.demo.lambda.script.ScriptedException.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Compares stock with the warehouse. Python with the JSON format, and a forgotten print. */
final class InventorySync implements FunctionScript {
  @Override
  public List<LogCall> init(Random random) {
    return List.of(info(0, "warehouse client ready").with("endpoint", "https://wms.shop.example"));
  }

  @Override
  public ScriptedException initException() {
    return new ScriptedException("ImportError", "No module named 'wms_client'", List.of());
  }

  @Override
  public RequestScript request(Random random) {
    int pages = between(random, 2, 6);
    List<LogCall> lines = new ArrayList<>();
    lines.add(
        info(1, "sync started").with("warehouse", ShopData.city(random)).with("pages", pages));
    int moved = 0;
    for (int page = 1; page <= pages; page++) {
      int changed = between(random, 0, 12);
      moved += changed;
      lines.add(
          info(between(random, 80, 420), "page compared")
              .with("page", page)
              .with("changed", changed));
      if (changed > 10) {
        lines.add(warn(2, "unusual number of differences").with("sku", ShopData.sku(random)));
      }
    }
    lines.add(print(1, "TODO remove: " + moved + " rows"));
    lines.add(info(between(random, 20, 90), "sync finished").with("changed", moved));
    return new RequestScript(
        lines,
        List.of(LogCall.error(40, "page skipped, warehouse sent half a record", half())),
        new ScriptedException(
            "botocore.exceptions.ClientError",
            "An error occurred (ThrottlingException) when calling the BatchWriteItem operation:"
                + " Rate exceeded",
            List.of(
                new Frame("/var/task/app.py", 33, "handler", "sync(warehouse, pages)"),
                new Frame("/var/task/stock.py", 71, "sync", "table.write(changes)"))),
        warn(60, "warehouse answers slowly").with("seconds", 4),
        SpacedJson.compact(SpacedJson.map("changed", moved)));
  }

  private static ScriptedException half() {
    return new ScriptedException(
        "json.decoder.JSONDecodeError",
        "Unterminated string starting at: line 1 column 3911 (char 3910)",
        List.of(new Frame("/var/task/stock.py", 52, "fetch", "return json.loads(reply.text)")));
  }
}
