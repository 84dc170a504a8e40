import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Puts a release together from what was built: an archive that needs a JDK or JRE only, with the
 * licences of all its parts and a bill of materials, and checksums beside it. Run by {@code ./mvnw
 * -Prelease package} from the source itself, with Jackson on the class path.
 */
public final class Release {
  private static final String LICENCE_FILES =
      "(?i)(META-INF/)?(LICENSE|LICENCE|NOTICE|COPYING|COPYRIGHT|AL2\\.0|LGPL[\\d.]*)[^/]*";

  private Release() {}

  /**
   * Arguments: the root of the sources, the directory that holds logtrail.jar and lib, the version.
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    Path target = Path.of(arguments[1]).toAbsolutePath().normalize();
    String name = "logtrail-" + arguments[2];
    Path release = target.resolve("release");
    delete(release);
    Path stage = Files.createDirectories(release.resolve(name));
    copy(target.resolve("logtrail.jar"), stage.resolve("logtrail.jar"));
    copyAll(target.resolve("lib"), stage.resolve("lib"));
    for (String file :
        List.of("logtrail", "LICENSE", "README.md", "CHANGELOG.md", ".dockerignore")) {
      copy(root.resolve(file), stage.resolve(file));
    }
    for (String part : List.of("aws", "docker", "kubernetes", "prometheus")) {
      if (Files.isDirectory(root.resolve("deploy").resolve(part))) {
        copyAll(root.resolve("deploy").resolve(part), stage.resolve("deploy").resolve(part));
      }
    }
    Path bill = target.resolve("bom.json");
    copy(bill, stage.resolve("sbom.cdx.json"));
    licences(stage, bill);
    Path archive = release.resolve(name + ".tar.gz");
    run(
        release,
        "tar",
        "--sort=name",
        "--mtime=@0",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "-czf",
        archive.toString(),
        name);
    copy(bill, release.resolve(name + ".cdx.json"));
    List<Path> files = new ArrayList<>(List.of(archive, release.resolve(name + ".cdx.json")));
    Path job = target.resolve("logtrail-job.jar");
    if (Files.exists(job)) {
      copy(job, release.resolve(name + "-flink-job.jar"));
      files.add(release.resolve(name + "-flink-job.jar"));
    }
    Path extension = target.resolve("logtrail-vscode.vsix");
    copy(extension, release.resolve(name + "-vscode.vsix"));
    files.add(release.resolve(name + "-vscode.vsix"));
    checksums(release.resolve("SHA256SUMS"), files);
    delete(stage);
    System.out.println("Release: " + release);
  }

  /** What each jar says of its licence, and a table of what the bill of materials says of all. */
  private static void licences(Path stage, Path bill) throws IOException {
    Path licences = Files.createDirectories(stage.resolve("licences"));
    Map<String, String> known = components(bill);
    StringBuilder table =
        new StringBuilder(
            "Parts of this release and their licences; their own words are beside this.\n\n");
    List<String> unknown = new ArrayList<>();
    for (Path jar : list(stage.resolve("lib"))) {
      String file = jar.getFileName().toString();
      if (file.startsWith("logtrail-")) {
        continue;
      }
      int texts = extract(jar, licences.resolve(file.replaceFirst("\\.jar$", "")));
      String says = known.get(file);
      if (says == null && texts == 0) {
        unknown.add(file);
      }
      table
          .append(file)
          .append(": ")
          .append(says == null ? "see its own words" : says)
          .append('\n');
    }
    if (!unknown.isEmpty()) {
      throw new IllegalStateException("nothing tells the licences of " + unknown);
    }
    Files.writeString(licences.resolve("LICENCES.txt"), table);
  }

  private static int extract(Path jar, Path to) throws IOException {
    int texts = 0;
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> e = file.entries(); e.hasMoreElements(); ) {
        JarEntry entry = e.nextElement();
        if (!entry.isDirectory() && entry.getName().matches(LICENCE_FILES)) {
          Files.createDirectories(to);
          try (InputStream in = file.getInputStream(entry)) {
            Path name = Path.of(entry.getName()).getFileName();
            Files.copy(in, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          }
          texts++;
        }
      }
    }
    return texts;
  }

  /** File name of each component to its licences, as far as the bill of materials knows them. */
  private static Map<String, String> components(Path bill) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (JsonParser json = new JsonFactory().createParser(bill.toFile())) {
      Object whole = json.nextToken() == JsonToken.START_OBJECT ? value(json) : null;
      for (Object item : (List<?>) ((Map<?, ?>) whole).get("components")) {
        Map<?, ?> component = (Map<?, ?>) item;
        List<String> licences = new ArrayList<>();
        if (component.get("licenses") instanceof List<?> all) {
          for (Object one : all) {
            Map<?, ?> holder = (Map<?, ?>) one;
            Object licence =
                holder.get("license") instanceof Map<?, ?> named
                    ? (named.get("id") == null ? named.get("name") : named.get("id"))
                    : holder.get("expression");
            licences.add(String.valueOf(licence));
          }
        }
        if (!licences.isEmpty()) {
          found.put(
              component.get("name") + "-" + component.get("version") + ".jar",
              String.join(" or ", licences));
        }
      }
    }
    return found;
  }

  private static Object value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> fields = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          fields.put(name, value(json));
        }
        return fields;
      }
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json));
        }
        return items;
      }
      default -> {
        return json.getText();
      }
    }
  }

  private static void checksums(Path sums, List<Path> files) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      lines
          .append(HexFormat.of().formatHex(sum))
          .append("  ")
          .append(file.getFileName())
          .append('\n');
    }
    Files.writeString(sums, lines, StandardCharsets.US_ASCII);
  }

  private static void run(Path directory, String... command) throws Exception {
    int code =
        new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(command[0] + " ended with " + code);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
