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

/** Signs customers in. Node.js with the JSON format; objects are logged as objects. */
final class Auth implements Script {
  private static final List<String> WAYS = List.of("password", "passkey", "passkey", "magic-link");

  @Override
  public List<Say> init(Random random) {
    return List.of(info(0, "key set loaded").with("keys", 3).with("rotatesInDays", 11));
  }

  @Override
  public Fault initFault() {
    return new Fault(
        "SecretUnavailableError",
        "secret shop/session-key is not readable",
        List.of(new Frame("file:///var/task/index.mjs", 9, "loadKeys", "")));
  }

  @Override
  public Story story(Random random) {
    String customer = Words.customerId(random);
    String way = Words.pick(random, WAYS);
    List<Say> lines = new ArrayList<>();
    lines.add(info(1, "sign-in").with("customer", customer).with("way", way));
    lines.add(
        log(between(random, 2, 8), Level.DEBUG, "rate limit")
            .with("bucket", customer)
            .with("left", between(random, 0, 20)));
    if (random.nextInt(8) == 0) {
      lines.add(
          warn(between(random, 2, 10), "sign-in from a new city")
              .with("customer", customer)
              .with("city", Words.city(random)));
    }
    lines.add(info(between(random, 10, 45), "session opened").with("ttlSeconds", 3600));
    return new Story(
        lines,
        List.of(Say.error(6, "audit log unreachable, kept in memory", audit())),
        new Fault(
            "TokenExpiredError",
            "token expired " + between(random, 1, 50) + " minutes ago",
            List.of(
                new Frame("file:///var/task/index.mjs", 31, "Runtime.handler", ""),
                new Frame("file:///var/task/tokens.mjs", 57, "verify", ""))),
        warn(25, "session store does not answer").with("attempt", 1),
        SpacedJson.compact(SpacedJson.map("statusCode", 200, "session", Words.token(random, 20))));
  }

  private static Fault audit() {
    return new Fault(
        "Error",
        "connect ECONNREFUSED 10.0.12.7:6514",
        List.of(
            new Frame("file:///var/task/audit.mjs", 22, "send", ""),
            new Frame("node:net", 1555, "TCPConnectWrap.afterConnect", "")));
  }
}
