package dev.logtrail.runtimeclient.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function whose event names what it does ("do") and a word for its lines ("mark"). */
public final class Orders implements RequestHandler<Map<String, String>, String> {
  private static String before;

  /** Init: the runtime makes the handler before the first request. */
  public Orders() {
    System.out.println("init-line loading the configuration");
    if (System.getenv("INIT_FAILS") != null) {
      throw new IllegalStateException("init-line no such table");
    }
  }

  /** An exception of the function's own. */
  static final class OutOfStock extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfStock(String message, Throwable cause) {
      super(message, cause);
    }
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    String m = event.get("mark");
    FunctionLog log = FunctionLog.of(context);
    try {
      run(event.get("do"), m, log);
    } finally {
      before = context.getAwsRequestId();
    }
    return m;
  }

  private static void run(String what, String m, FunctionLog log) {
    switch (what) {
      case "plain" -> {
        log.info(m + " info of the logger");
        log.warn(m + " warn of the logger");
        System.out.println(m + " bare line");
      }
      case "lines" -> {
        log.info(m + " first of three\n  second\n\n  fourth after a blank one");
        System.out.println(m + " bare one\n  bare two");
      }
      case "caught" ->
          log.error(
              m + " pay failed",
              new OutOfStock(m + " nothing left", new IllegalArgumentException(m + " no sku")));
      case "bareStack" -> {
        print(new IllegalStateException(m + " printed"));
        log.info(m + " goes on");
      }
      case "throws" -> {
        log.info(m + " before");
        throw new IllegalStateException(m + " out of range");
      }
      case "throwsCause" ->
          throw new OutOfStock(
              m + " no stock", new IllegalArgumentException(m + " connection reset"));
      case "throwsNoMessage" -> throw new UnsupportedOperationException();
      case "throwsAfterStack" -> {
        print(new IllegalArgumentException(m + " first"));
        throw new IllegalStateException(m + " the handler's own");
      }
      case "exits" -> {
        log.info(m + " leaving");
        System.exit(3);
      }
      case "halts" -> {
        log.info(m + " stopping at once");
        Runtime.getRuntime().halt(1);
      }
      case "hangs" -> {
        log.info(m + " waiting for ever");
        System.out.println(m + " bare, waiting");
        pause(60_000);
      }
      case "late" -> {
        Thread late =
            new Thread(
                () -> {
                  pause(200);
                  synchronized (Orders.class) {
                    log.info(m + " late, of the logger");
                    System.out.println(m + " late and bare");
                  }
                });
        late.setDaemon(true);
        late.start();
      }
      case "large" -> log.info(m + " " + "0123456789".repeat(30_000) + " end");
      case "mentions" -> {
        System.out.println(m + " the request before was " + before);
        log.info(m + " said so");
      }
      default -> throw new IllegalArgumentException("no such action: " + what);
    }
  }

  /** Whole: a line of another thread inside of a stack could be of its message. */
  private static synchronized void print(Throwable thrown) {
    thrown.printStackTrace();
  }

  private static void pause(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
