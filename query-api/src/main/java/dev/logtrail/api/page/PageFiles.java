package dev.logtrail.api.page;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.EntityTag;
import dev.logtrail.api.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Serves the browser's pages: the files of {@code web/} and the library modules that they import.
 */
public final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private static final String REQUEST = "/r/<requestId>";

  /** Each address that is not an asset's, and its file. */
  private static final Map<String, String> ROUTES =
      Map.ofEntries(
          Map.entry("/", "pane/index.html"),
          Map.entry(REQUEST, "pane/index.html"),
          Map.entry("/t/{traceId}", "trace/index.html"),
          Map.entry("/x/<execution>", "execution/index.html"),
          Map.entry("/pane", "pane/index.html"),
          Map.entry("/pane.js", "pane/embed.js"),
          Map.entry("/stats", "stats/index.html"),
          Map.entry("/insights", "insights/index.html"),
          Map.entry("/dead-letters", "letters/index.html"),
          Map.entry("/alerts", "alerts/index.html"),
          Map.entry("/openapi.json", "openapi.json"));

  private static final Set<String> PAGES =
      ROUTES.values().stream()
          .filter(f -> f.endsWith(".html"))
          .collect(Collectors.toCollection(TreeSet::new));

  /** Folders and a file with one dot, before its type: ".." and absolute paths do not match. */
  private static final Pattern NAME = Pattern.compile("([a-z0-9-]+/)*[a-z0-9-]+\\.[a-z]+");

  /** Ids that stand in addresses as they are: what asks for others is left to the page. */
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._~-]+");

  private record PageFile(byte[] bytes, String type, String etag) {}

  private final LibraryModules libraries = new LibraryModules();
  private final Map<String, PageFile> loaded = new ConcurrentHashMap<>();
  private volatile PageAssets assets;

  /** Each address and what answers it; all are read with GET. */
  public static Map<String, Handler> routes() {
    PageFiles files = new PageFiles();
    Map<String, Handler> all = new LinkedHashMap<>();
    ROUTES.forEach((path, file) -> all.put(path, ctx -> files.page(ctx, path, file)));
    // A file by its path in web/, or a module of a library by its path below modules/.
    all.put("/assets/<file>", ctx -> files.asset(ctx, ctx.pathParam("file")));
    return all;
  }

  private void page(Context ctx, String path, String file) throws IOException {
    if (path.equals(REQUEST)) {
      preload(ctx, ctx.pathParam("requestId"));
    }
    send(ctx, file);
  }

  /**
   * Lets the browser ask for a request before any script of its page runs. Where a token is needed
   * the browser would ask without it.
   */
  private static void preload(Context ctx, String requestId) {
    if (Caller.of(ctx).scope().isAll() && PLAIN_ID.matcher(requestId).matches()) {
      ctx.header(
          "Link",
          "</api/v1/trails/" + requestId + ">; rel=preload; as=fetch; crossorigin=anonymous");
    }
  }

  private void asset(Context ctx, String path) throws IOException {
    send(ctx, PageAssets.withoutVersion(path));
    if (assets().isLasting(path)) {
      ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    }
  }

  /** Read when the first page is asked for; twice at once does no harm. */
  private PageAssets assets() throws IOException {
    if (assets == null) {
      assets = PageAssets.of(PAGES, this::bytes);
    }
    return assets;
  }

  private void send(Context ctx, String name) throws IOException {
    PageFile file = loaded.get(name);
    if (file == null) {
      file = load(name);
      loaded.put(name, file); // load throws for names that do not exist, so this stays small.
    }
    // The browser asks each time and mostly gets 304. Pages name their files below a version, for
    // which it need not ask: after an upgrade it never mixes old and new files.
    ctx.header("Cache-Control", "no-cache").header("ETag", file.etag());
    if (EntityTag.matches(ctx.header("If-None-Match"), file.etag())) {
      ctx.status(304);
      return;
    }
    ctx.contentType(file.type()).result(file.bytes());
  }

  private PageFile load(String name) throws IOException {
    byte[] bytes = bytes(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (bytes == null || type == null) {
      throw new ProblemException(404, "The page has no file '" + name + "'.");
    }
    if (name.endsWith(".html")) {
      bytes = assets().sent(name, bytes);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    String etag = "W/\"" + Long.toHexString(crc.getValue()) + "-" + bytes.length + "\"";
    return new PageFile(bytes, type, etag);
  }

  private byte[] bytes(String name) throws IOException {
    if (PageAssets.isBundle(name)) {
      return assets().bundle(name);
    }
    return name.startsWith("modules/") ? libraries.load(name) : read(name);
  }

  /** A file of {@code web/}; null if there is none. */
  private static byte[] read(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      return null;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream("/web/" + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
