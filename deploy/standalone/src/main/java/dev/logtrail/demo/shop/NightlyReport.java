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

/** Sums up sales by city. Java: LambdaLogger beside System.out, stack traces line by line. */
final class NightlyReport implements Script {
  @Override
  public List<Say> init(Random random) {
    return List.of(
        print(0, "HikariPool-1 - Starting..."), print(0, "HikariPool-1 - Start completed."));
  }

  @Override
  public Fault initFault() {
    return new Fault(
        "java.lang.NoClassDefFoundError", "com/shop/report/SalesRepository", List.of());
  }

  @Override
  public Story story(Random random) {
    int cities = between(random, 3, 7);
    List<Say> lines = new ArrayList<>();
    lines.add(info(2, "report for yesterday requested by schedule sales-daily"));
    lines.add(info(between(random, 60, 200), "loaded " + between(random, 900, 9_000) + " orders"));
    for (int i = 0; i < cities; i++) {
      String sum = Words.amount(random) + " " + Words.currency(random);
      lines.add(print(between(random, 40, 220), "  " + Words.city(random) + ": " + sum));
    }
    lines.add(
        info(
            between(random, 80, 260),
            "totals\n  cities    : "
                + cities
                + "\n  returns   : "
                + between(random, 0, 40)
                + "\n  currency  : EUR"));
    lines.add(info(between(random, 100, 400), "uploaded s3://shop-reports/daily.pdf, 6 pages"));
    return new Story(
        lines,
        List.of(
            Say.printTrace(30, "mail relay refused, report stays in the bucket", mail()),
            warn(2, "1 of 3 recipients not reached")),
        closed(),
        info(20, "waiting for a connection from HikariPool-1"),
        SpacedJson.compact(SpacedJson.map("pages", 6, "cities", cities)));
  }

  private static Fault mail() {
    return new Fault(
        "jakarta.mail.SendFailedException",
        "452 4.3.1 Insufficient system storage",
        List.of(
            new Frame("Handler.java", 52, "com.shop.report.Handler.handleRequest", ""),
            new Frame("Mailer.java", 88, "com.shop.report.Mailer.send", ""),
            new Frame("SMTPTransport.java", 2128, "org.eclipse.angus.mail.smtp.rcptTo", "")));
  }

  private static Fault closed() {
    return new Fault(
        "java.sql.SQLTransientConnectionException",
        "HikariPool-1 - Connection is not available, request timed out after 3000ms",
        List.of(
            new Frame("Handler.java", 37, "com.shop.report.Handler.handleRequest", ""),
            new Frame("SalesRepository.java", 64, "com.shop.report.SalesRepository.load", ""),
            new Frame("HikariPool.java", 163, "com.zaxxer.hikari.pool.getConnection", "")));
  }
}
