package dev.logtrail.runtimeclient;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.runtime.LambdaRuntime;
import dev.logtrail.demo.lambda.script.FunctionScript;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.RequestScript;
import dev.logtrail.demo.lambda.script.ScriptedException;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Lambda's configuration of a function that really runs; nothing of it is simulated. */
public final class StubFunction {
  private static final FunctionScript NO_SCRIPT =
      new FunctionScript() {
        @Override
        public List<LogCall> init(Random random) {
          throw new UnsupportedOperationException("the function runs, it has no script");
        }

        @Override
        public ScriptedException initException() {
          throw new UnsupportedOperationException("the function runs, it has no script");
        }

        @Override
        public RequestScript request(Random random) {
          throw new UnsupportedOperationException("the function runs, it has no script");
        }
      };

  private StubFunction() {}

  /**
   * A function with the default log group and 256 MB.
   *
   * @param timeoutMs its timeout, ms, 1,000 or more
   */
  public static LambdaFunction named(String name, LambdaRuntime platform, int timeoutMs) {
    LambdaFunction.Size size = new LambdaFunction.Size(256, timeoutMs, 100);
    return new LambdaFunction(
        name, "/aws/lambda/" + name, "$LATEST", platform, NO_SCRIPT, size, 1, Set.of());
  }
}
