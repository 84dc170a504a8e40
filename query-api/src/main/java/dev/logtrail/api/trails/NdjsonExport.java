package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.StreamedAnswer;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.text.JsonText;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;

/** NDJSON: a trail on each line, and on the last where to go on and how far a search got. */
final class NdjsonExport implements Export {
  private final StreamedAnswer answer;
  private final ListParams params;
  private final TrailBodyWriter bodies;

  NdjsonExport(Context ctx, ListParams params, TrailBodyWriter bodies) {
    this.answer = new StreamedAnswer(ctx, Answers.NDJSON);
    this.params = params;
    this.bodies = bodies;
  }

  @Override
  public boolean wantsEntries() {
    return params.entries();
  }

  @Override
  public boolean wantsPreviews() {
    return params.preview();
  }

  @Override
  public void listed(ListedTrail trail, TrailPreview preview) throws IOException {
    line(
        json -> {
          if (params.preview()) {
            bodies.previewed(json, trail, preview);
          } else {
            bodies.listed(json, trail);
          }
        });
  }

  @Override
  public void whole(LoadedTrail trail) throws IOException {
    if (AnswerMemory.held() <= ServerLimits.ANSWER_STREAM_BYTES) {
      line(json -> bodies.whole(json, trail));
      return;
    }
    Writer out = answer.writer();
    JsonGenerator json = JsonText.FACTORY.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    bodies.whole(json, trail);
    json.close();
    out.write('\n');
    out.flush();
  }

  @Override
  public void flush() throws IOException {
    answer.flush();
  }

  @Override
  public void end(String nextCursor, SearchCandidates candidates, TrailSearch.Progress progress)
      throws IOException {
    line(
        json -> {
          json.writeStartObject();
          JsonValues.text(json, "nextCursor", nextCursor);
          if (params.pattern() != null) {
            SearchJson.write(json, params, candidates, progress);
          }
          json.writeEndObject();
        });
    answer.end();
  }

  @Override
  public boolean isBegun() {
    return answer.isBegun();
  }

  @Override
  public void fail(Problem problem) throws IOException {
    line(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("problem");
          problem.fields(json);
          json.writeEndObject();
          json.writeEndObject();
        });
    answer.end();
  }

  private void line(JsonText.Fields body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
      body.write(json);
    }
    bytes.write('\n');
    answer.write(bytes.toByteArray());
  }
}
