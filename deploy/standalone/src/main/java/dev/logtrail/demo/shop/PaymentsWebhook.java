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

/** Takes the payment provider's calls. Node.js console, with a timer that outlives its request. */
final class PaymentsWebhook implements FunctionScript {
  private static final List<String> KINDS =
      List.of("payment.captured", "payment.captured", "refund.created", "dispute.opened");

  @Override
  public List<LogCall> init(Random random) {
    return List.of(
        info(0, "loading signing keys from parameter store"),
        print(0, "(node:8) [DEP0040] DeprecationWarning: The `punycode` module is deprecated."));
  }

  @Override
  public ScriptedException initException() {
    return new ScriptedException(
        "Error",
        "Cannot find module './signatures'",
        List.of(
            new Frame("/var/task/index.js", 3, "Object.<anonymous>", ""),
            new Frame("node:internal/modules/cjs/loader", 1401, "Module._compile", "")));
  }

  @Override
  public RequestScript request(Random random) {
    String kind = ShopData.pick(random, KINDS);
    String event = "evt_" + ShopData.token(random, 14);
    String order = ShopData.orderId(random);
    List<LogCall> lines = new ArrayList<>();
    lines.add(info(1, "webhook " + event + " " + kind));
    lines.add(log(2, Level.DEBUG, "signature ok, age " + between(random, 0, 9) + " s"));
    lines.add(
        info(
            between(random, 8, 30),
            "event {\n  id: '"
                + event
                + "',\n  order: '"
                + order
                + "',\n  amount: "
                + ShopData.amount(random)
                + ",\n  currency: '"
                + ShopData.currency(random)
                + "'\n}"));
    if (kind.equals("dispute.opened")) {
      lines.add(warn(3, "dispute on " + order + ", evidence due in 7 days"));
    }
    lines.add(info(between(random, 15, 70), order + " marked " + kind.split("\\.")[1]));
    lines.add(info(between(random, 2, 9), "answered 200 in one piece"));
    return new RequestScript(
        lines,
        List.of(LogCall.error(9, "ledger refused the first write, retrying:", ledger())),
        new ScriptedException(
            "TypeError",
            "Cannot read properties of undefined (reading 'amount')",
            List.of(
                new Frame("/var/task/index.js", 42, "Runtime.handler", ""),
                new Frame("/var/task/lib/refunds.js", 18, "applyRefund", ""))),
        info(12, "replaying missed events since cursor " + ShopData.token(random, 6)),
        SpacedJson.compact(SpacedJson.map("statusCode", 200, "received", true)));
  }

  @Override
  public LogCall background(Random random) {
    return info(0, "metrics flushed in the background, " + between(random, 2, 40) + " points");
  }

  private static ScriptedException ledger() {
    return new ScriptedException(
        "ConditionalCheckFailedException",
        "The conditional request failed",
        List.of(
            new Frame("/var/task/lib/ledger.js", 71, "async Ledger.append", ""),
            new Frame("/var/runtime/node_modules/client.js", 82, "throwDefaultError", "")));
  }
}
