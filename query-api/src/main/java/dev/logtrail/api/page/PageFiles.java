package dev.logtrail.api.page;

import dev.logtrail.api.http.EntityTag;
import dev.logtrail.api.http.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** Serves the page: its own files and the library modules it imports. */
public final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private record PageFile(byte[] bytes, String type, String etag) {}

  private final LibraryModules libraries = new LibraryModules();
  private final Map<String, PageFile> loaded = new ConcurrentHashMap<>();

  /** The page itself, whatever it is to show. */
  public void index(Context ctx) throws IOException {
    send(ctx, "index.html");
  }

  /** What a page of somebody else's embeds the pane with. */
  public void paneScript(Context ctx) throws IOException {
    send(ctx, "pane.js");
  }

  /** The page of statistics. */
  public void stats(Context ctx) throws IOException {
    send(ctx, "stats.html");
  }

  /** What the API is, for programs. */
  public void openApi(Context ctx) throws IOException {
    send(ctx, "openapi.json");
  }

  /** One of the page's files, or a module of a library below {@code modules/}. */
  public void asset(Context ctx) throws IOException {
    send(ctx, ctx.pathParam("file"));
  }

  private void send(Context ctx, String name) throws IOException {
    PageFile file = loaded.get(name);
    if (file == null) {
      file = load(name);
      loaded.put(name, file); // Only names that exist come here, so it stays small.
    }
    // A browser asks each time and is told "not modified": an upgrade shows at once.
    ctx.header("Cache-Control", "no-cache").header("ETag", file.etag());
    if (EntityTag.matches(ctx.header("If-None-Match"), file.etag())) {
      ctx.status(304);
      return;
    }
    ctx.contentType(file.type()).result(file.bytes());
  }

  private PageFile load(String name) throws IOException {
    byte[] bytes = name.startsWith("modules/") ? libraries.load(name) : own(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (bytes == null || type == null) {
      throw new ProblemException(404, "The page has no file '" + name + "'.");
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    String etag = "W/\"" + Long.toHexString(crc.getValue()) + "-" + bytes.length + "\"";
    return new PageFile(bytes, type, etag);
  }

  private static byte[] own(String name) throws IOException {
    if (!name.matches("[a-z0-9-]+(/[a-z0-9-]+)*\\.[a-z]+")) {
      return null; // No dots but the last: no way out of the folder.
    }
    try (InputStream in = PageFiles.class.getResourceAsStream("/web/" + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
