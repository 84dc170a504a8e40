package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.RequestScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs a request's script between START and END, as far as its failure lets it. */
final class HandlerRun {
  private final LambdaFunction function;
  private final RequestScript script;
  private final RequestEnd ending;
  private final Random random;

  HandlerRun(LambdaFunction function, RequestScript script, RequestEnd ending, Random random) {
    this.function = function;
    this.script = script;
    this.ending = ending;
    this.random = random;
  }

  /**
   * Writes the function's lines.
   *
   * @param startedAt when START was written, epoch ms
   * @return when END is written, epoch ms
   */
  long run(InvocationLog log, long startedAt) {
    String requestId = ending.requestId();
    long now = Math.max(startedAt, log.lastAt());
    for (LogCall call : lines()) {
      long next = now + call.afterMs();
      if (next - startedAt >= function.size().timeoutMs() - 100) {
        break;
      }
      now = next;
      log.function(now, function.runtime().write(call, new LogContext(now, requestId)));
    }
    return end(log, startedAt, now);
  }

  private List<LogCall> lines() {
    List<LogCall> all = script.lines();
    int cut = 1 + random.nextInt(all.size() - 1);
    List<LogCall> lines = new ArrayList<>();
    switch (ending.failure()) {
      case NONE -> lines.addAll(all);
      case HANDLED_ERROR -> {
        lines.addAll(all.subList(0, all.size() - 1));
        lines.addAll(script.handled());
        lines.add(all.get(all.size() - 1));
      }
      case UNHANDLED_EXCEPTION -> lines.addAll(all.subList(0, cut));
      case TIMEOUT, OUT_OF_MEMORY, CRASH -> {
        lines.addAll(all.subList(0, cut));
        lines.add(script.lastCall());
      }
      case INIT_FAILURE -> {
        // The handler never runs.
      }
    }
    return lines;
  }

  private long end(InvocationLog log, long startedAt, long now) {
    long soon = now + 2 + random.nextInt(9);
    LogContext at = new LogContext(soon, ending.requestId());
    switch (ending.failure()) {
      case UNHANDLED_EXCEPTION ->
          log.function(soon, function.runtime().unhandled(script.exception(), at));
      case CRASH -> log.function(soon, function.runtime().crash(script.exception(), at));
      case TIMEOUT -> {
        // Lambda takes a few milliseconds to notice.
        return startedAt + function.size().timeoutMs() + 1 + random.nextInt(9);
      }
      case OUT_OF_MEMORY -> {
        return soon + 80 + random.nextInt(600);
      }
      case INIT_FAILURE -> {
        String line = ending.unnamedFailureLine();
        if (line != null) {
          log.unnamed(soon, line);
        }
      }
      case NONE, HANDLED_ERROR -> {
        return soon;
      }
    }
    return soon + 1 + random.nextInt(20);
  }
}
