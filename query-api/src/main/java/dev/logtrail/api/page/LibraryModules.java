package dev.logtrail.api.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of the browser libraries, read from their WebJars.
 *
 * <p>The libraries import each other by bare names ({@code "lit-html"}). A browser resolves those
 * by an import map only, and an import map is an inline script, which the content security policy
 * forbids. So each bare name is replaced by the way to the module when a file is loaded: a relative
 * one, since all lies below a version in the address.
 */
final class LibraryModules {
  private static final String PREFIX = "modules/";

  /** A WebJar, and the file that an import of the bare package name means. */
  private record Library(String webjar, String entryFile) {}

  private static final Map<String, Library> BY_PACKAGE =
      Map.of(
          "lit", new Library("lit", "index.js"),
          "lit-html", new Library("lit-html", "lit-html.js"),
          "lit-element", new Library("lit-element", "lit-element.js"),
          "@lit/reactive-element", new Library("lit__reactive-element", "reactive-element.js"));

  private static final Pattern BARE_IMPORT =
      Pattern.compile(
          "((?:\\bfrom|\\bimport)\\s*\")(lit|lit-html|lit-element|@lit/reactive-element)(/[^\"]+)?\"");

  /**
   * A module by its path, its imports replaced by addresses.
   *
   * @param name such as {@code modules/lit/index.js}
   * @return null if there is none
   */
  byte[] load(String name) throws IOException {
    for (Map.Entry<String, Library> e : BY_PACKAGE.entrySet()) {
      String folder = PREFIX + e.getKey() + "/";
      if (name.startsWith(folder)) {
        return read(e.getValue().webjar(), name.substring(folder.length()), top(name));
      }
    }
    return null;
  }

  /** The way from a module up to the folder of all assets. */
  private static String top(String name) {
    return "../".repeat((int) name.chars().filter(c -> c == '/').count());
  }

  private static byte[] read(String webjar, String file, String top) throws IOException {
    if (!file.matches("[a-z0-9-]+(/[a-z0-9-]+)*\\.js")) {
      return null;
    }
    String path = "/META-INF/resources/webjars/" + webjar + "/" + version(webjar) + "/" + file;
    try (InputStream in = LibraryModules.class.getResourceAsStream(path)) {
      return in == null
          ? null
          : withAddresses(new String(in.readAllBytes(), StandardCharsets.UTF_8), top)
              .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String withAddresses(String source, String top) {
    Matcher m = BARE_IMPORT.matcher(source);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String file = m.group(3) != null ? m.group(3) : "/" + BY_PACKAGE.get(m.group(2)).entryFile();
      String address = m.group(1) + top + PREFIX + m.group(2) + file + "\"";
      m.appendReplacement(out, Matcher.quoteReplacement(address));
    }
    // Source maps are not served; without this line the browser does not ask for them.
    return m.appendTail(out).toString().replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  private static String version(String webjar) throws IOException {
    String path = "/META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties";
    try (InputStream in = LibraryModules.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("The WebJar org.webjars.npm:" + webjar + " is not on the class path");
      }
      Properties pom = new Properties();
      pom.load(in);
      return pom.getProperty("version");
    }
  }
}
