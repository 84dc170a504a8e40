package dev.logtrail.api.page;

import dev.logtrail.api.http.EntityTag;
import dev.logtrail.api.http.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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

  /** Folders and a file with one dot, before its type: ".." and absolute paths do not match. */
  private static final Pattern NAME = Pattern.compile("([a-z0-9-]+/)*[a-z0-9-]+\\.[a-z]+");

  private record PageFile(byte[] bytes, String type, String etag) {}

  private final LibraryModules libraries = new LibraryModules();
  private final Map<String, PageFile> loaded = new ConcurrentHashMap<>();

  /** The page of trails: all, those of a function, or those of a request, by the address. */
  public void trails(Context ctx) throws IOException {
    send(ctx, "pane/index.html");
  }

  /** The page of a trace: when each of its requests ran. */
  public void trace(Context ctx) throws IOException {
    send(ctx, "trace/index.html");
  }

  /** The page of an execution: all its requests in order. */
  public void execution(Context ctx) throws IOException {
    send(ctx, "execution/index.html");
  }

  /** The script with which another page embeds the pane. */
  public void paneScript(Context ctx) throws IOException {
    send(ctx, "pane/embed.js");
  }

  /** The page of statistics. */
  public void stats(Context ctx) throws IOException {
    send(ctx, "stats/index.html");
  }

  /** The page of dead letters. */
  public void deadLetters(Context ctx) throws IOException {
    send(ctx, "letters/index.html");
  }

  /** The page of alerts. */
  public void alerts(Context ctx) throws IOException {
    send(ctx, "alerts/index.html");
  }

  /** The OpenAPI document. */
  public void openApi(Context ctx) throws IOException {
    send(ctx, "openapi.json");
  }

  /**
   * A file by its path in {@code web/}, or a module of a library by its path below {@code
   * modules/}.
   */
  public void asset(Context ctx) throws IOException {
    send(ctx, ctx.pathParam("file"));
  }

  private void send(Context ctx, String name) throws IOException {
    PageFile file = loaded.get(name);
    if (file == null) {
      file = load(name);
      loaded.put(name, file); // load throws for names that do not exist, so this stays small.
    }
    // The browser asks each time and mostly gets 304: after an upgrade it never mixes old and new
    // files.
    ctx.header("Cache-Control", "no-cache").header("ETag", file.etag());
    if (EntityTag.matches(ctx.header("If-None-Match"), file.etag())) {
      ctx.status(304);
      return;
    }
    ctx.contentType(file.type()).result(file.bytes());
  }

  private PageFile load(String name) throws IOException {
    byte[] bytes = name.startsWith("modules/") ? libraries.load(name) : read(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (bytes == null || type == null) {
      throw new ProblemException(404, "The page has no file '" + name + "'.");
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    String etag = "W/\"" + Long.toHexString(crc.getValue()) + "-" + bytes.length + "\"";
    return new PageFile(bytes, type, etag);
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
