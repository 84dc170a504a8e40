package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.script.Say.info;
import static dev.logtrail.demo.lambda.script.Say.log;
import static dev.logtrail.demo.lambda.script.Say.print;
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

/** Takes the payment provider's calls. Node.js console, with a timer that outlives its request. */
final class PaymentsWebhook implements Script {
  private static final List<String> KINDS =
      List.of("payment.captured", "payment.captured", "refund.created", "dispute.opened");

  @Override
  public List<Say> init(Random random) {
    return List.of(
        info(0, "loading signing keys from parameter store"),
        print(0, "(node:8) [DEP0040] DeprecationWarning: The `punycode` module is deprecated."));
  }

  @Override
  public Fault initFault() {
    return new Fault(
        "Error",
        "Cannot find module './signatures'",
        List.of(
            new Frame("/var/task/index.js", 3, "Object.<anonymous>", ""),
            new Frame("node:internal/modules/cjs/loader", 1401, "Module._compile", "")));
  }

  @Override
  public Story story(Random random) {
    String kind = Words.pick(random, KINDS);
    String event = "evt_" + Words.token(random, 14);
    String order = Words.orderId(random);
    List<Say> lines = new ArrayList<>();
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
                + Words.amount(random)
                + ",\n  currency: '"
                + Words.currency(random)
                + "'\n}"));
    if (kind.equals("dispute.opened")) {
      lines.add(warn(3, "dispute on " + order + ", evidence due in 7 days"));
    }
    lines.add(info(between(random, 15, 70), order + " marked " + kind.split("\\.")[1]));
    lines.add(info(between(random, 2, 9), "answered 200 in one piece"));
    return new Story(
        lines,
        List.of(Say.error(9, "ledger refused the first write, retrying:", ledger())),
        new Fault(
            "TypeError",
            "Cannot read properties of undefined (reading 'amount')",
            List.of(
                new Frame("/var/task/index.js", 42, "Runtime.handler", ""),
                new Frame("/var/task/lib/refunds.js", 18, "applyRefund", ""))),
        info(12, "replaying missed events since cursor " + Words.token(random, 6)),
        SpacedJson.compact(SpacedJson.map("statusCode", 200, "received", true)));
  }

  @Override
  public Say background(Random random) {
    return info(0, "metrics flushed in the background, " + between(random, 2, 40) + " points");
  }

  private static Fault ledger() {
    return new Fault(
        "ConditionalCheckFailedException",
        "The conditional request failed",
        List.of(
            new Frame("/var/task/lib/ledger.js", 71, "async Ledger.append", ""),
            new Frame("/var/runtime/node_modules/client.js", 82, "throwDefaultError", "")));
  }
}
