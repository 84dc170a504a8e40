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

/** Sums up sales by city. Java: LambdaLogger beside System.out, stack traces line by line. */
final class NightlyReport implements FunctionScript {
  @Override
  public List<LogCall> init(Random random) {
    return List.of(
        print(0, "HikariPool-1 - Starting..."), print(0, "HikariPool-1 - Start completed."));
  }

  @Override
  public ScriptedException initException() {
    return new ScriptedException(
        "java.lang.NoClassDefFoundError", "com/shop/report/SalesRepository", List.of());
  }

  @Override
  public RequestScript request(Random random) {
    int cities = between(random, 3, 7);
    List<LogCall> lines = new ArrayList<>();
    lines.add(info(2, "report for yesterday requested by schedule sales-daily"));
    lines.add(info(between(random, 60, 200), "loaded " + between(random, 900, 9_000) + " orders"));
    for (int i = 0; i < cities; i++) {
      String sum = ShopData.amount(random) + " " + ShopData.currency(random);
      lines.add(print(between(random, 40, 220), "  " + ShopData.city(random) + ": " + sum));
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
    return new RequestScript(
        lines,
        List.of(
            LogCall.printTrace(30, "mail relay refused, report stays in the bucket", mail()),
            warn(2, "1 of 3 recipients not reached")),
        closed(),
        info(20, "waiting for a connection from HikariPool-1"),
        SpacedJson.compact(SpacedJson.map("pages", 6, "cities", cities)));
  }

  private static ScriptedException mail() {
    return new ScriptedException(
        "jakarta.mail.SendFailedException",
        "452 4.3.1 Insufficient system storage",
        List.of(
            new Frame("Handler.java", 52, "com.shop.report.Handler.handleRequest", ""),
            new Frame("Mailer.java", 88, "com.shop.report.Mailer.send", ""),
            new Frame("SMTPTransport.java", 2128, "org.eclipse.angus.mail.smtp.rcptTo", "")));
  }

  private static ScriptedException closed() {
    return new ScriptedException(
        "java.sql.SQLTransientConnectionException",
        "HikariPool-1 - Connection is not available, request timed out after 3000ms",
        List.of(
            new Frame("Handler.java", 37, "com.shop.report.Handler.handleRequest", ""),
            new Frame("SalesRepository.java", 64, "com.shop.report.SalesRepository.load", ""),
            new Frame("HikariPool.java", 163, "com.zaxxer.hikari.pool.getConnection", "")));
  }
}
