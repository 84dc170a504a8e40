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

/** Signs customers in. Node.js with the JSON format; objects are logged as objects. */
final class Auth implements FunctionScript {
  private static final List<String> WAYS = List.of("password", "passkey", "passkey", "magic-link");

  @Override
  public List<LogCall> init(Random random) {
    return List.of(info(0, "key set loaded").with("keys", 3).with("rotatesInDays", 11));
  }

  @Override
  public ScriptedException initException() {
    return new ScriptedException(
        "SecretUnavailableError",
        "secret shop/session-key is not readable",
        List.of(new Frame("file:///var/task/index.mjs", 9, "loadKeys", "")));
  }

  @Override
  public RequestScript request(Random random) {
    String customer = ShopData.customerId(random);
    String way = ShopData.pick(random, WAYS);
    List<LogCall> lines = new ArrayList<>();
    lines.add(info(1, "sign-in").with("customer", customer).with("way", way));
    lines.add(
        log(between(random, 2, 8), Level.DEBUG, "rate limit")
            .with("bucket", customer)
            .with("left", between(random, 0, 20)));
    if (random.nextInt(8) == 0) {
      lines.add(
          warn(between(random, 2, 10), "sign-in from a new city")
              .with("customer", customer)
              .with("city", ShopData.city(random)));
    }
    lines.add(info(between(random, 10, 45), "session opened").with("ttlSeconds", 3600));
    return new RequestScript(
        lines,
        List.of(LogCall.error(6, "audit log unreachable, kept in memory", audit())),
        new ScriptedException(
            "TokenExpiredError",
            "token expired " + between(random, 1, 50) + " minutes ago",
            List.of(
                new Frame("file:///var/task/index.mjs", 31, "Runtime.handler", ""),
                new Frame("file:///var/task/tokens.mjs", 57, "verify", ""))),
        warn(25, "session store does not answer").with("attempt", 1),
        SpacedJson.compact(
            SpacedJson.map("statusCode", 200, "session", ShopData.token(random, 20))));
  }

  private static ScriptedException audit() {
    return new ScriptedException(
        "Error",
        "connect ECONNREFUSED 10.0.12.7:6514",
        List.of(
            new Frame("file:///var/task/audit.mjs", 22, "send", ""),
            new Frame("node:net", 1555, "TCPConnectWrap.afterConnect", "")));
  }
}
