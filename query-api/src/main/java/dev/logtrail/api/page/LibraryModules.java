package dev.logtrail.api.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The browser libraries, taken from their WebJars and given imports that a browser understands.
 *
 * <p>Packages import each other by bare names ({@code "lit-html"}). A browser needs an import map
 * for those, which must stand inline in the page, where the content security policy forbids
 * scripts. So the names are replaced by addresses as the files are loaded.
 */
final class LibraryModules {
  private static final String PREFIX = "modules/";

  /** Package name to its WebJar and the file that its bare name means. */
  private static final Map<String, String[]> PACKAGES =
      Map.of(
          "lit", new String[] {"lit", "index.js"},
          "lit-html", new String[] {"lit-html", "lit-html.js"},
          "lit-element", new String[] {"lit-element", "lit-element.js"},
          "@lit/reactive-element", new String[] {"lit__reactive-element", "reactive-element.js"});

  private static final Pattern BARE_IMPORT =
      Pattern.compile(
          "((?:\\bfrom|\\bimport)\\s*\")(lit|lit-html|lit-element|@lit/reactive-element)(/[^\"]+)?\"");

  /**
   * A module by its address.
   *
   * @param name such as {@code modules/lit/index.js}
   * @return null if there is none
   */
  byte[] load(String name) throws IOException {
    for (Map.Entry<String, String[]> e : PACKAGES.entrySet()) {
      String folder = PREFIX + e.getKey() + "/";
      if (name.startsWith(folder)) {
        return read(e.getValue()[0], name.substring(folder.length()));
      }
    }
    return null;
  }

  private static byte[] read(String webjar, String file) throws IOException {
    if (!file.matches("[a-z0-9-]+(/[a-z0-9-]+)*\\.js")) {
      return null;
    }
    String path = "/META-INF/resources/webjars/" + webjar + "/" + version(webjar) + "/" + file;
    try (InputStream in = LibraryModules.class.getResourceAsStream(path)) {
      return in == null
          ? null
          : withAddresses(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String withAddresses(String source) {
    Matcher m = BARE_IMPORT.matcher(source);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String file = m.group(3) != null ? m.group(3) : "/" + PACKAGES.get(m.group(2))[1];
      String address = m.group(1) + "/assets/" + PREFIX + m.group(2) + file + "\"";
      m.appendReplacement(out, Matcher.quoteReplacement(address));
    }
    // The maps are not served: without the line a browser does not ask for them.
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
