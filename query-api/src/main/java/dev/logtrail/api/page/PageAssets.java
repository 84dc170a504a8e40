package dev.logtrail.api.page;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What the pages load: their style sheets and modules, and the modules that these import.
 *
 * <p>A page as it is sent names all of its modules ({@code modulepreload}), which a browser would
 * otherwise learn of import by import; and it names its files below a version, which changes with
 * any of them, so that a browser keeps them and asks for none again.
 */
final class PageAssets {
  /** A file as it is served; null if there is none. */
  interface Files {
    byte[] read(String name) throws IOException;
  }

  private static final String FOLDER = "/assets/";
  private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"/assets/([^\"]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)(?:\\bfrom|^import)\\s*['\"](\\.[^'\"]+)['\"]");
  private static final Pattern MODULE =
      Pattern.compile("<script type=\"module\"[^>]* src=\"/assets/([^\"]+)\"");

  private final Files files;
  private final String version;

  private PageAssets(Files files, String version) {
    this.files = files;
    this.version = version;
  }

  /** Reads all that some pages load, to know its version. */
  static PageAssets of(Set<String> pages, Files files) throws IOException {
    TreeMap<String, byte[]> all = new TreeMap<>();
    for (String page : pages) {
      for (String name : closure(names(ASSET, text(files.read(page))), files)) {
        all.put(name, files.read(name));
      }
    }
    CRC32 crc = new CRC32();
    all.forEach(
        (name, bytes) -> {
          crc.update(name.getBytes(StandardCharsets.UTF_8));
          crc.update(bytes);
        });
    return new PageAssets(files, "v-" + Long.toHexString(crc.getValue()));
  }

  /** A path below {@code /assets/} without the version that it may begin with. */
  static String withoutVersion(String path) {
    return path.replaceFirst("^v-[0-9a-f]+/", "");
  }

  /** Whether a path names this version, which never changes. */
  boolean isLasting(String path) {
    return path.startsWith(version + "/");
  }

  /** A page as it is sent. */
  byte[] sent(byte[] page) throws IOException {
    String html = text(page);
    StringBuilder links = new StringBuilder();
    for (String name : closure(names(MODULE, html), files)) {
      links.append("<link rel=\"modulepreload\" href=\"/assets/").append(name).append("\">\n    ");
    }
    int at = html.indexOf("<script type=\"module\"");
    if (at >= 0) {
      html = html.substring(0, at) + links + html.substring(at);
    }
    html = html.replace("\"" + FOLDER, "\"" + FOLDER + version + "/");
    return html.getBytes(StandardCharsets.UTF_8);
  }

  /** Files and whatever they import. */
  private static Set<String> closure(Set<String> names, Files files) throws IOException {
    Set<String> seen = new LinkedHashSet<>(names);
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.remove();
      byte[] bytes = files.read(name);
      if (bytes == null) {
        throw new IOException("The pages refer to '" + name + "', which is not there");
      }
      if (!name.endsWith(".js")) {
        continue;
      }
      for (String imported : names(IMPORT, text(bytes))) {
        String path = URI.create("/" + name).resolve(imported).getPath().substring(1);
        if (seen.add(path)) {
          open.add(path);
        }
      }
    }
    return seen;
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      names.add(m.group(1));
    }
    return names;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
