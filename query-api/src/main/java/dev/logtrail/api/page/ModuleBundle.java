package dev.logtrail.api.page;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A script of a page together with all modules that it imports, as one module: 80 small files are
 * 80 requests, which cost more than all that the modules do.
 *
 * <pre>
 *   lib/a.js                           bundle
 *   import { b } from './b.js';        const $lib_a = (() =&gt; {
 *   export const a = b + 1;              const { b } = $lib_b;
 *                                        const a = b + 1;
 *                                        return { a };
 *                                      })();
 * </pre>
 *
 * <p>Modules stand in the order in which a browser would run them. What an earlier bundle of the
 * page holds is imported from there, since a module runs once. Understood are the forms that the
 * pages and their libraries use: imports and exports by name, and {@code export * from}; modules
 * that import each other in a circle are refused.
 */
final class ModuleBundle {
  private static final String FROM = "[\"']([^\"']+)[\"'];?";
  private static final String BEGIN = "(?m)(?:^|(?<=[;/}]))";
  private static final Pattern IMPORT =
      Pattern.compile(BEGIN + "import\\s*(?:\\{([^}]*)\\}\\s*from\\s*)?" + FROM);
  private static final Pattern EXPORT_ALL =
      Pattern.compile(BEGIN + "export\\s*\\*\\s*from\\s*" + FROM);
  private static final Pattern EXPORT_LIST =
      Pattern.compile(BEGIN + "export\\s*\\{([^}]*)\\}(?:\\s*from\\s*" + FROM + ")?;?");
  private static final Pattern EXPORT_DECLARATION =
      Pattern.compile("(?m)^export (?=(?:async )?(?:const|class|function)\\*? ([\\w$]+))");
  private static final Pattern ANY_FROM =
      Pattern.compile(BEGIN + "(?:import|export)\\s*(?:\\{[^}]*\\}|\\*)?(?:\\s*from)?\\s*" + FROM);

  private final String text;
  private final Map<String, Set<String>> exportsOf;

  private ModuleBundle(String text, Map<String, Set<String>> exportsOf) {
    this.text = text;
    this.exportsOf = exportsOf;
  }

  /**
   * Makes the bundle of a script.
   *
   * @param script its name
   * @param earlier the bundles of the page's scripts before it, by the names of their scripts
   * @throws IOException if a module is not there, or cannot be bundled
   */
  static ModuleBundle of(String script, Map<String, ModuleBundle> earlier, PageAssets.Files files)
      throws IOException {
    Maker maker = new Maker(files);
    earlier.values().forEach(b -> maker.exportsOf.putAll(b.exportsOf));
    StringBuilder imports = new StringBuilder();
    earlier.forEach(
        (name, b) ->
            imports
                .append(listed("import", b.exportsOf.keySet()))
                .append(" from '" + way(script, name) + "';\n"));
    Set<String> before = Set.copyOf(maker.exportsOf.keySet());
    maker.add(script, new ArrayList<>());
    maker.exportsOf.keySet().removeAll(before);
    String exports = listed("export", maker.exportsOf.keySet()) + ";\n";
    return new ModuleBundle(imports + maker.out.toString() + exports, maker.exportsOf);
  }

  String text() {
    return text;
  }

  /** The addresses that a module imports from, or exports again, in order. */
  static Set<String> importsOf(String source) {
    return ANY_FROM
        .matcher(source)
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The name of what an address in a module refers to. */
  static String resolved(String module, String address) {
    return URI.create("/" + module).resolve(address).getPath().substring(1);
  }

  private static String way(String from, String to) {
    return "../".repeat((int) from.chars().filter(c -> c == '/').count()) + to;
  }

  private static String listed(String word, Set<String> modules) {
    return modules.stream()
        .map(ModuleBundle::constantOf)
        .collect(Collectors.joining(", ", word + " { ", " }"));
  }

  private static String constantOf(String module) {
    return "$" + module.replaceAll("\\.js$", "").replaceAll("[^a-z0-9]", "_");
  }

  /** Writes modules, each behind those that it imports. */
  private static final class Maker {
    private final PageAssets.Files files;
    private final Map<String, Set<String>> exportsOf = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    Maker(PageAssets.Files files) {
      this.files = files;
    }

    void add(String module, List<String> way) throws IOException {
      if (exportsOf.containsKey(module)) {
        return;
      }
      if (way.contains(module)) {
        throw new IOException("The modules " + way + " import each other in a circle");
      }
      way.add(module);
      String source = PageAssets.textOf(module, files);
      for (String address : importsOf(source)) {
        add(resolved(module, address), way);
      }
      way.remove(module);
      write(module, source);
    }

    private void write(String module, String source) throws IOException {
      Map<String, String> exports = new LinkedHashMap<>(); // What each name stands for in here.
      String body = replaced(IMPORT, source, m -> imported(module, m.group(1), m.group(2)));
      body =
          replaced(
              EXPORT_ALL,
              body,
              m -> {
                String from = resolved(module, m.group(1));
                exportsOf.get(from).forEach(n -> exports.put(n, constantOf(from) + "." + n));
                return "";
              });
      body =
          replaced(
              EXPORT_LIST,
              body,
              m -> {
                String from = m.group(2) == null ? null : resolved(module, m.group(2));
                for (String[] name : names(m.group(1))) {
                  if (from != null) {
                    check(module, from, name[0]);
                  }
                  exports.put(name[1], from == null ? name[0] : constantOf(from) + "." + name[0]);
                }
                return "";
              });
      body =
          replaced(
              EXPORT_DECLARATION,
              body,
              m -> {
                exports.put(m.group(1), m.group(1));
                return "";
              });
      String answer =
          exports.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue())
              .collect(Collectors.joining(", ", "return { ", " };"));
      out.append("// " + module + "\nconst " + constantOf(module) + " = (() => {\n");
      out.append(body.strip()).append('\n').append(answer).append("\n})();\n");
      exportsOf.put(module, exports.keySet());
    }

    private String imported(String module, String list, String address) throws IOException {
      if (list == null) {
        return "";
      }
      String from = resolved(module, address);
      List<String> parts = new ArrayList<>();
      for (String[] name : names(list)) {
        check(module, from, name[0]);
        parts.add(name[0] + ": " + name[1]);
      }
      return "const { " + String.join(", ", parts) + " } = " + constantOf(from) + ";";
    }

    private void check(String module, String from, String name) throws IOException {
      if (!exportsOf.get(from).contains(name)) {
        throw new IOException(
            module + " imports '" + name + "', which " + from + " does not export");
      }
    }

    /** The names of a list, each as [what it is there, what it is here]. */
    private static List<String[]> names(String list) {
      List<String[]> names = new ArrayList<>();
      for (String item : list.split(",")) {
        String[] words = item.strip().split("\\s+as\\s+");
        if (!words[0].isEmpty()) {
          names.add(new String[] {words[0], words[words.length - 1]});
        }
      }
      return names;
    }

    private interface Replacement {
      String of(Matcher match) throws IOException;
    }

    private static String replaced(Pattern pattern, String source, Replacement with)
        throws IOException {
      Matcher m = pattern.matcher(source);
      StringBuilder out = new StringBuilder();
      while (m.find()) {
        m.appendReplacement(out, Matcher.quoteReplacement(with.of(m)));
      }
      return m.appendTail(out).toString();
    }
  }
}
