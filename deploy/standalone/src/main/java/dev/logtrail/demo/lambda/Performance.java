package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.runtime.Moment;
import dev.logtrail.demo.lambda.script.Say;
import dev.logtrail.demo.lambda.script.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plays a story between START and END, as far as its accident lets it. */
final class Performance {
  private final LambdaFunction function;
  private final Story story;
  private final Ending ending;
  private final Random random;

  Performance(LambdaFunction function, Story story, Ending ending, Random random) {
    this.function = function;
    this.story = story;
    this.ending = ending;
    this.random = random;
  }

  /**
   * Writes the function's lines.
   *
   * @param startedAt when START was written, epoch ms
   * @return when END is written, epoch ms
   */
  long play(Page page, long startedAt) {
    String requestId = ending.requestId();
    long now = Math.max(startedAt, page.lastAt());
    for (Say say : lines()) {
      long next = now + say.afterMs();
      if (next - startedAt >= function.size().timeoutMs() - 100) {
        break;
      }
      now = next;
      page.function(now, function.runtime().say(say, new Moment(now, requestId)));
    }
    return end(page, startedAt, now);
  }

  private List<Say> lines() {
    List<Say> all = story.lines();
    int cut = 1 + random.nextInt(all.size() - 1);
    List<Say> lines = new ArrayList<>();
    switch (ending.accident()) {
      case NONE -> lines.addAll(all);
      case HANDLED_ERROR -> {
        lines.addAll(all.subList(0, all.size() - 1));
        lines.addAll(story.handled());
        lines.add(all.get(all.size() - 1));
      }
      case UNHANDLED_EXCEPTION -> lines.addAll(all.subList(0, cut));
      case TIMEOUT, OUT_OF_MEMORY, CRASH -> {
        lines.addAll(all.subList(0, cut));
        lines.add(story.lastWords());
      }
      case INIT_FAILURE -> {
        // The handler never runs.
      }
    }
    return lines;
  }

  private long end(Page page, long startedAt, long now) {
    long soon = now + 2 + random.nextInt(9);
    Moment at = new Moment(soon, ending.requestId());
    switch (ending.accident()) {
      case UNHANDLED_EXCEPTION ->
          page.function(soon, function.runtime().unhandled(story.fault(), at));
      case CRASH -> page.function(soon, function.runtime().crash(story.fault(), at));
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
          page.unnamed(soon, line);
        }
      }
      case NONE, HANDLED_ERROR -> {
        return soon;
      }
    }
    return soon + 1 + random.nextInt(20);
  }
}
