package dev.logtrail.api.trails;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.StreamedAnswer;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;

/** The readable form of trails, a blank line between two. */
final class TextExport implements Export {
  private final StreamedAnswer answer;

  TextExport(Context ctx) {
    this.answer = new StreamedAnswer(ctx, Answers.TEXT);
  }

  @Override
  public boolean wantsEntries() {
    return true;
  }

  @Override
  public boolean wantsPreviews() {
    return false;
  }

  @Override
  public void listed(ListedTrail trail, TrailPreview preview) {
    throw new IllegalStateException("readable trails are whole");
  }

  @Override
  public void whole(LoadedTrail trail) throws IOException {
    Writer out = answer.writer();
    out.write(answer.isBegun() ? "\n" : "");
    TrailBodyWriter.text(out, List.of(trail), ZoneOffset.UTC, false);
    out.flush();
  }

  @Override
  public void flush() throws IOException {
    answer.flush();
  }

  @Override
  public void end(String nextCursor, SearchCandidates candidates, TrailSearch.Progress progress)
      throws IOException {
    if (nextCursor != null) {
      write("\nThere is more: cursor=" + nextCursor + "\n");
    } else if (!answer.isBegun()) {
      write("No trails.\n");
    }
    answer.end();
  }

  @Override
  public boolean isBegun() {
    return answer.isBegun();
  }

  @Override
  public void fail(Problem problem) throws IOException {
    write("\nNot all is here: " + problem.detail() + "\n");
    answer.end();
  }

  private void write(String text) throws IOException {
    answer.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
