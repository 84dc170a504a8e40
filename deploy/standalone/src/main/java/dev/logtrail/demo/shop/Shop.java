package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.platform.LambdaFunction.Trait.EXTENSION;
import static dev.logtrail.demo.lambda.platform.LambdaFunction.Trait.SNAP_START;
import static dev.logtrail.demo.lambda.platform.LambdaFunction.Trait.SYNCHRONOUS;
import static dev.logtrail.demo.lambda.platform.LambdaFunction.Trait.X_RAY;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.platform.LambdaFunction.Size;
import dev.logtrail.demo.lambda.platform.LambdaFunction.Trait;
import dev.logtrail.demo.lambda.runtime.LambdaRuntime;
import dev.logtrail.demo.lambda.script.FunctionScript;
import java.util.List;
import java.util.Set;

/** The functions of the simulated shop. */
public final class Shop {
  private static final String LATEST = "$LATEST";

  private Shop() {}

  /** All seven: every runtime and both log formats, synchronous and asynchronous ones. */
  public static List<LambdaFunction> functions() {
    return List.of(
        new LambdaFunction(
            "orders",
            "/aws/lambda/orders",
            LATEST,
            LambdaRuntime.pythonText(),
            new Orders(),
            new Size(256, 6_000, 420),
            6,
            Set.of(SYNCHRONOUS, X_RAY)),
        new LambdaFunction(
            "payments-webhook",
            "/aws/lambda/payments-webhook",
            "41",
            LambdaRuntime.nodeText(),
            new PaymentsWebhook(),
            new Size(256, 5_000, 310),
            5,
            Set.of(SYNCHRONOUS)),
        new LambdaFunction(
            "auth",
            "/aws/lambda/auth",
            LATEST,
            LambdaRuntime.nodeJson(),
            new Auth(),
            new Size(128, 3_000, 240),
            6,
            Set.of(SYNCHRONOUS, X_RAY)),
        asynchronous(
            "image-resize",
            LATEST,
            LambdaRuntime.pythonText(),
            new ImageResize(),
            new Size(1536, 10_000, 380),
            3),
        asynchronous(
            "search-indexer",
            LATEST,
            LambdaRuntime.rustContainer(),
            new SearchIndexer(),
            new Size(512, 10_000, 90),
            3,
            EXTENSION),
        asynchronous(
            "nightly-report",
            "23",
            LambdaRuntime.javaText(),
            new NightlyReport(),
            new Size(1024, 15_000, 2_400),
            1,
            SNAP_START,
            X_RAY),
        // A log group of the team's own: the function's name is in the streams' names.
        new LambdaFunction(
            "inventory-sync",
            "/shop/warehouse",
            LATEST,
            LambdaRuntime.pythonJson(),
            new InventorySync(),
            new Size(192, 8_000, 520),
            2,
            Set.of()));
  }

  private static LambdaFunction asynchronous(
      String name,
      String version,
      LambdaRuntime runtime,
      FunctionScript script,
      Size size,
      int share,
      Trait... traits) {
    return new LambdaFunction(
        name, "/aws/lambda/" + name, version, runtime, script, size, share, Set.of(traits));
  }
}
