package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.script.LogCall.info;
import static dev.logtrail.demo.lambda.script.LogCall.log;
import static dev.logtrail.demo.lambda.script.LogCall.print;
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

/** Takes orders behind an API: reserves stock, asks for payment, confirms. Logs with logging. */
final class Orders implements FunctionScript {
  @Override
  public List<LogCall> init(Random random) {
    return List.of(
        info(0, "Found credentials in environment variables."),
        info(0, "orders starting, schema 2026-10-02, feature flags: express_checkout=on"));
  }

  @Override
  public ScriptedException initException() {
    return new ScriptedException(
        "ModuleNotFoundError", "No module named 'pricing_rules'", List.of());
  }

  @Override
  public RequestScript request(Random random) {
    String order = ShopData.orderId(random);
    String amount = ShopData.amount(random) + " " + ShopData.currency(random);
    List<LogCall> lines = new ArrayList<>();
    lines.add(info(1, "POST /orders customer=" + ShopData.customerId(random) + " order=" + order));
    // Now and then an office moves in: more lines than a log result can hold.
    boolean office = random.nextInt(12) == 0;
    int items = office ? between(random, 18, 40) : between(random, 1, 4);
    for (int i = 0; i < items; i++) {
      String sku = ShopData.sku(random);
      int stock = between(random, 0, 60);
      lines.add(log(between(random, 2, 9), Level.DEBUG, "price list hit for " + sku));
      lines.add(info(between(random, 4, 25), "reserved 1 x " + sku + ", " + stock + " left"));
      if (stock < 3) {
        lines.add(warn(1, "stock of " + sku + " is below its reorder level: " + stock + " < 3"));
      }
    }
    lines.add(info(between(random, 30, 140), "payment authorised: " + amount + " for " + order));
    lines.add(print(1, "audit order=" + order + " ship_to=" + ShopData.city(random)));
    lines.add(info(between(random, 2, 12), "order " + order + " confirmed"));
    ScriptedException exception =
        new ScriptedException(
            "KeyError",
            "'shipping_address'",
            List.of(
                new Frame("/var/task/app.py", 41, "handler", "return route(event, context)"),
                new Frame(
                    "/var/task/orders/create.py",
                    87,
                    "create_order",
                    "quote = ship(event['body'])"),
                new Frame(
                    "/var/task/orders/shipping.py",
                    23,
                    "ship",
                    "address = body['shipping_address']")));
    return new RequestScript(
        lines,
        List.of(
            LogCall.error(
                between(random, 20, 60), "express quote failed, using standard rate", quote()),
            info(3, "standard rate applied to " + order)),
        exception,
        warn(40, "payment gateway slow, attempt 1 of 3 for " + order),
        SpacedJson.compact(SpacedJson.map("statusCode", 201, "orderId", order, "total", amount)));
  }

  private static ScriptedException quote() {
    return new ScriptedException(
        "requests.exceptions.ReadTimeout",
        "HTTPSConnectionPool(host='rates.carrier.example', port=443): Read timed out."
            + " (read timeout=0.8)",
        List.of(
            new Frame(
                "/var/task/orders/shipping.py", 58, "express_rate", "reply = session.get(url)"),
            new Frame(
                "/opt/python/requests/adapters.py",
                713,
                "send",
                "raise ReadTimeout(e, request=request)")));
  }
}
