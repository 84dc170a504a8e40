package dev.logtrail.api.stats;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.store.stats.StoredSize;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers which functions there are. */
public final class FunctionHandlers {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final TrailReader reader;
  private final StatsReader stats;
  private final StatsSettings settings;
  private final Clock clock;

  /**
   * Answers with functions of a store.
   *
   * @param settings which timeouts functions have
   * @param clock tells where the last 24 hours begin
   */
  public FunctionHandlers(
      TrailReader reader, StatsReader stats, StatsSettings settings, Clock clock) {
    this.reader = reader;
    this.stats = stats;
    this.settings = settings;
    this.clock = clock;
  }

  /** Functions with what happened in the last 24 hours. */
  public void functions(Context ctx) throws IOException {
    new QueryParams(ctx.queryParamMap(), Set.of(), clock);
    long since = clock.millis() - DAY_MS;
    Caller caller = Caller.of(ctx);
    List<FunctionSummary> functions = caller.view(reader).functions(since);
    Map<String, StoredSize> sizes = StoredSizes.byFunction(caller.view(stats).sizes());
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("since", Times.utc(since));
          out.writeArrayFieldStart("functions");
          for (FunctionSummary f : functions) {
            function(out, f, sizes.get(StoredSizes.key(f)));
          }
          out.writeEndArray();
          Completeness.write(ctx, out);
          out.writeEndObject();
        });
  }

  private void function(JsonGenerator out, FunctionSummary f, StoredSize size) throws IOException {
    out.writeStartObject();
    out.writeStringField("functionName", f.functionName());
    out.writeStringField("account", f.account());
    out.writeStringField("region", f.region());
    JsonValues.text(out, "lastStartedAt", Times.utc(f.lastStartedAt()));
    out.writeNumberField("requests", f.requests());
    out.writeNumberField("errors", f.errors());
    out.writeNumberField("coldStarts", f.coldStarts());
    JsonValues.text(out, "lastOutcome", f.lastOutcome());
    JsonValues.field(out, "timeoutMs", settings.timeoutMs(f.functionName()));
    out.writeFieldName("stored");
    StoredSizes.write(out, size);
    out.writeEndObject();
  }
}
