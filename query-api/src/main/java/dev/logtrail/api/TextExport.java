package dev.logtrail.api;

import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.Narrowing;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The readable form of trails, a blank line between two. */
final class TextExport implements Export {
  private final Context ctx;
  private OutputStream out;

  TextExport(Context ctx) {
    this.ctx = ctx;
  }

  @Override
  public boolean wantsEntries() {
    return true;
  }

  @Override
  public void listed(ListedTrail trail) {
    throw new IllegalStateException("readable trails are whole");
  }

  @Override
  public void whole(LoadedTrail trail) throws IOException {
    write((out == null ? "" : "\n") + TrailBodies.text(List.of(trail), false));
  }

  @Override
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void end(String nextCursor, Narrowing narrowing, TrailSearch.Progress progress)
      throws IOException {
    if (nextCursor != null) {
      write("\nThere is more: cursor=" + nextCursor + "\n");
    } else if (out == null) {
      write("No trails.\n");
    }
    out.close();
  }

  @Override
  public boolean isBegun() {
    return out != null;
  }

  @Override
  public void fail(Problem problem) throws IOException {
    write("\nNot all is here: " + problem.detail() + "\n");
    out.close();
  }

  private void write(String text) throws IOException {
    if (out == null) {
      out = Answers.open(ctx, Answers.TEXT);
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
