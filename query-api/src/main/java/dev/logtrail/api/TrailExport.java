package dev.logtrail.api;

import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.Narrowing;
import dev.logtrail.store.TrailQuery;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers with all trails that a list's filters leave, up to its limit, as NDJSON or as text: each
 * is sent as soon as its page is read, and no more than a page is in memory.
 */
final class TrailExport {
  /** Trails in memory at once: with entries each may be large. */
  private static final int PAGE = 100;

  private final TrailLists lists;
  private final TrailSearch search;
  private final TrailLoader loader;
  private final TrailForms forms;

  TrailExport(TrailLists lists, TrailSearch search, TrailLoader loader, TrailForms forms) {
    this.lists = lists;
    this.search = search;
    this.loader = loader;
    this.forms = forms;
  }

  /** Writes a trail: {@code listed} if its header is wanted, {@code whole} if all of it is. */
  private interface Form {
    void write(ListedTrail listed, LoadedTrail whole) throws IOException;
  }

  /**
   * Where an export ended.
   *
   * @param cursor where to go on; null if nothing is left
   * @param narrowing which trails may match the pattern; null without one
   * @param progress how far the search got; without a pattern nothing
   */
  private record End(String cursor, Narrowing narrowing, TrailSearch.Progress progress) {}

  /** Answers with a trail a line, and on the last line where to go on. */
  void lines(Context ctx, ListParams params) {
    StreamedAnswer.send(
        ctx,
        Answers.LINES,
        TrailExport::problemLine,
        out -> {
          End end = run(out, params, (listed, whole) -> line(out, listed, whole));
          out.line(
              json -> {
                json.writeStartObject();
                JsonValues.text(json, "nextCursor", end.cursor());
                if (end.narrowing() != null) {
                  SearchJson.write(json, params, end.narrowing(), end.progress());
                }
                json.writeEndObject();
              });
        });
  }

  /** Answers with trails to read. */
  void text(Context ctx, ListParams params) {
    StreamedAnswer.send(
        ctx,
        Answers.TEXT,
        StreamedAnswer::notAll,
        out -> {
          End end = run(out, params, (listed, whole) -> text(out, params.colours(), listed, whole));
          if (end.cursor() != null) {
            out.text("There may be more: go on with cursor=" + end.cursor() + "\n");
          }
        });
  }

  private End run(StreamedAnswer out, ListParams params, Form form) throws IOException {
    TrailQuery query = params.query();
    boolean searches = params.pattern() != null;
    Narrowing narrowing = searches ? search.narrow(query, params.pattern()) : null;
    TrailSearch.Progress sum = TrailSearch.Progress.NONE;
    int left = query.limit();
    String cursor = query.cursor();
    do {
      TrailQuery part = TrailLists.part(query, Math.min(left, PAGE), cursor);
      TrailLists.Page page;
      if (searches) {
        TrailSearch.Result result =
            search.search(part, params.pattern(), narrowing, TrailSearch.LINES_MS);
        sum = sum.plus(result.progress());
        page = result.page();
      } else {
        page = lists.page(part);
      }
      write(page.items(), params.entries(), form);
      out.flush(); // Fails when the client has gone: the reading ends with it.
      left -= page.items().size();
      cursor = page.nextCursor();
    } while (cursor != null && left > 0 && sum.tookMs() < TrailSearch.LONGEST_MS);
    return new End(cursor, narrowing, sum);
  }

  private void write(List<TrailLists.Item> items, boolean entries, Form form) throws IOException {
    for (LoadedTrail whole : entries ? whole(items) : List.<LoadedTrail>of()) {
      form.write(null, whole);
    }
    for (TrailLists.Item item : entries ? List.<TrailLists.Item>of() : items) {
      form.write(item.listed(), null);
    }
  }

  private List<LoadedTrail> whole(List<TrailLists.Item> items) {
    // A page is found by its rows or by its entries, never some so and some so.
    return items.stream().allMatch(i -> i.whole() == null)
        ? loader.whole(items.stream().map(TrailLists.Item::listed).toList())
        : items.stream().map(TrailLists.Item::whole).toList();
  }

  private void line(StreamedAnswer out, ListedTrail listed, LoadedTrail whole) throws IOException {
    if (whole == null) {
      out.line(json -> forms.listed(json, listed));
    } else {
      out.line(json -> forms.whole(json, whole));
    }
  }

  private void text(StreamedAnswer out, boolean colours, ListedTrail listed, LoadedTrail whole)
      throws IOException {
    if (whole != null) {
      out.text(TrailForms.whole(whole, colours));
      return;
    }
    StringBuilder text = new StringBuilder();
    forms.listed(text, listed, colours);
    out.text(text);
  }

  private static String problemLine(Problem problem) {
    return "{\"problem\":" + new String(problem.json(), StandardCharsets.UTF_8) + "}\n";
  }
}
