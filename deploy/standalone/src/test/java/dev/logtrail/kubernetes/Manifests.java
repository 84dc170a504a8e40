package dev.logtrail.kubernetes;

import dev.logtrail.service.kit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Resources as maps, from files or as Kustomize renders them. */
final class Manifests {
  static final Path ROOT = ProjectRoot.path().resolve("deploy/kubernetes");

  private Manifests() {}

  /** All resources of a text, in order. */
  static List<Map<String, Object>> read(String yaml) {
    List<Map<String, Object>> resources = new ArrayList<>();
    for (Object document : new Yaml().loadAll(yaml)) {
      resources.add(map(document));
    }
    return resources;
  }

  /** What Kustomize makes of a directory. */
  static List<Map<String, Object>> rendered(String directory) throws Exception {
    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", ROOT.resolve(directory).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String yaml =
        new String(
            kubectl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (kubectl.waitFor() != 0) {
      throw new AssertionError("kubectl kustomize refuses " + directory);
    }
    return read(yaml);
  }

  /** The resources of all files that no Kustomize is needed for. */
  static List<Map<String, Object>> written() throws IOException {
    List<Map<String, Object>> resources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        boolean resource =
            !file.endsWith("kustomization.yaml") && !file.toString().contains("overlays");
        if (resource) {
          resources.addAll(read(Files.readString(file)));
        }
      }
    }
    return resources;
  }

  /** The value at a path of keys; null if one is missing. */
  static Object at(Object of, String... path) {
    Object found = of;
    for (String key : path) {
      found = found instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return found;
  }

  @SuppressWarnings("unchecked") // keys of YAML mappings here are texts
  private static Map<String, Object> map(Object document) {
    return (Map<String, Object>) document;
  }
}
