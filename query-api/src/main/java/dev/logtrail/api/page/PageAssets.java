package dev.logtrail.api.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What the pages load: their style sheets and modules, and the modules that these import.
 *
 * <p>A page as it is sent loads its style sheets as one file and each of its scripts as one, with
 * all that it imports ({@link ModuleBundle}). It names its files below a version, which changes
 * with any of them, so that a browser keeps them and asks for none again.
 */
final class PageAssets {
  /** A file as it is served; null if there is none. */
  interface Files {
    byte[] read(String name) throws IOException;
  }

  private static final String FOLDER = "/assets/";
  private static final String BUNDLES = "bundle/";
  private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"/assets/([^\"]+)\"");
  private static final Pattern SCRIPT =
      Pattern.compile("(<script type=\"module\"[^>]* src=\"/assets/)([^\"]+)\"");
  private static final Pattern STYLE =
      Pattern.compile(" *<link rel=\"stylesheet\" href=\"/assets/([^\"]+)\">\n");

  private final Map<String, byte[]> bundles;
  private final String version;

  private PageAssets(Map<String, byte[]> bundles, String version) {
    this.bundles = bundles;
    this.version = version;
  }

  /** Reads all that some pages load, to bundle it and to know its version. */
  static PageAssets of(Set<String> pages, Files files) throws IOException {
    TreeMap<String, byte[]> all = new TreeMap<>();
    Map<String, byte[]> bundles = new TreeMap<>();
    for (String page : pages) {
      String html = textOf(page, files);
      for (String name : closure(names(ASSET, 1, html), files)) {
        all.put(name, files.read(name));
      }
      addBundles(page, html, files, bundles);
    }
    all.putAll(bundles);
    CRC32 crc = new CRC32();
    all.forEach(
        (name, bytes) -> {
          crc.update(name.getBytes(StandardCharsets.UTF_8));
          crc.update(bytes);
        });
    return new PageAssets(bundles, "v-" + Long.toHexString(crc.getValue()));
  }

  private static void addBundles(String page, String html, Files files, Map<String, byte[]> bundles)
      throws IOException {
    Map<String, ModuleBundle> scripts = new LinkedHashMap<>();
    for (String script : names(SCRIPT, 2, html)) {
      ModuleBundle bundle = ModuleBundle.of(script, scripts, files);
      scripts.put(script, bundle);
      bundles.put(BUNDLES + script, bundle.text().getBytes(StandardCharsets.UTF_8));
    }
    StringBuilder styles = new StringBuilder();
    for (String style : names(STYLE, 1, html)) {
      styles.append("/* ").append(style).append(" */\n").append(textOf(style, files));
    }
    bundles.put(stylesOf(page), styles.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String stylesOf(String page) {
    return BUNDLES + page.replaceAll("html$", "css");
  }

  /** A path below {@code /assets/} without the version that it may begin with. */
  static String withoutVersion(String path) {
    return path.replaceFirst("^v-[0-9a-f]+/", "");
  }

  /** Whether a path names this version, which never changes. */
  boolean isLasting(String path) {
    return path.startsWith(version + "/");
  }

  static boolean isBundle(String name) {
    return name.startsWith(BUNDLES);
  }

  /** A bundle by its name; null if there is none. */
  byte[] bundle(String name) {
    return bundles.get(name);
  }

  /**
   * A page as it is sent.
   *
   * @param name of its file
   */
  byte[] sent(String name, byte[] page) {
    String html = text(page);
    String styles = "    <link rel=\"stylesheet\" href=\"/assets/" + stylesOf(name) + "\">\n";
    html = STYLE.matcher(html).replaceFirst("@styles@");
    html = STYLE.matcher(html).replaceAll("").replace("@styles@", styles);
    html = SCRIPT.matcher(html).replaceAll("$1" + BUNDLES + "$2\"");
    html = html.replace("\"" + FOLDER, "\"" + FOLDER + version + "/");
    return html.getBytes(StandardCharsets.UTF_8);
  }

  /** Files and whatever they import. */
  private static Set<String> closure(Set<String> names, Files files) throws IOException {
    Set<String> seen = new LinkedHashSet<>(names);
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.remove();
      String source = textOf(name, files);
      if (!name.endsWith(".js")) {
        continue;
      }
      for (String address : ModuleBundle.importsOf(source)) {
        String imported = ModuleBundle.resolved(name, address);
        if (seen.add(imported)) {
          open.add(imported);
        }
      }
    }
    return seen;
  }

  private static Set<String> names(Pattern pattern, int group, String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      names.add(m.group(group));
    }
    return names;
  }

  /** A file as text, which has to be there. */
  static String textOf(String name, Files files) throws IOException {
    byte[] bytes = files.read(name);
    if (bytes == null) {
      throw new IOException("The pages refer to '" + name + "', which is not there");
    }
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
