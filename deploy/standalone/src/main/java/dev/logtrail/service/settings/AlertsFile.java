package dev.logtrail.service.settings;

import dev.logtrail.api.alert.AlertRule;
import dev.logtrail.api.alert.AlertRule.Kind;
import dev.logtrail.api.alert.AlertSettings;
import dev.logtrail.api.alert.AlertTarget;
import dev.logtrail.limit.AlertLimits;
import dev.logtrail.logql.LogQlParser;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.pattern.FilterPatternException;
import dev.logtrail.text.NamePattern;
import dev.logtrail.text.NearestWord;
import dev.logtrail.trail.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the file of {@code --alerts}: rules, and who is told. */
final class AlertsFile {
  private static final Set<String> TOP = Set.of("link", "targets", "rules");
  private static final Set<String> OF_TARGET = Set.of("name", "format", "url");
  private static final Set<String> OF_RULE =
      Set.of("name", "kind", "above", "window", "least", "functions", "outcomes", "pattern");
  private static final String DAY = "1d";
  private static final String QUARTER = "15m";

  private final Path path;

  private AlertsFile(Path path) {
    this.path = path;
  }

  /**
   * Reads one.
   *
   * @throws UserError if it cannot be used; says where and what would be right
   */
  static AlertSettings read(Path path) {
    return new AlertsFile(path).settings();
  }

  private AlertSettings settings() {
    Map<?, ?> top = map(load(), "the file", TOP);
    try {
      String link = text(top, "link", null);
      if (link != null && !link.matches("https?://[^?#]+")) {
        throw wrong("'link' is '" + link + "'; right would be http://logs.example.com");
      }
      List<AlertTarget> targets = new ArrayList<>();
      for (Object o : list(top, "targets", AlertLimits.TARGETS)) {
        targets.add(target(map(o, "a target", OF_TARGET)));
      }
      List<AlertRule> rules = new ArrayList<>();
      for (Object o : list(top, "rules", AlertLimits.RULES)) {
        rules.add(rule(map(o, "a rule", OF_RULE)));
      }
      return new AlertSettings(rules, targets, link);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Object load() {
    try {
      if (Files.size(path) > AlertLimits.FILE_BYTES) {
        throw wrong("it is larger than %d bytes".formatted(AlertLimits.FILE_BYTES));
      }
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (IOException e) {
      throw wrong("it cannot be read: " + FileFaults.reason(e));
    } catch (YAMLException e) {
      throw wrong("it is not YAML: " + e.getMessage().strip());
    }
  }

  private AlertTarget target(Map<?, ?> of) {
    AlertTarget.Format format =
        oneOf(of, "format", Arrays.asList(AlertTarget.Format.values()), AlertTarget.Format::word);
    URI url;
    try {
      url = new URI(text(of, "url", ""));
    } catch (URISyntaxException e) {
      // Not the address itself, which may be a secret.
      throw wrong(
          "a target's 'url' is no address (%s at character %d); right would be https://hooks.example.com/…"
              .formatted(e.getReason(), e.getIndex() + 1));
    }
    return new AlertTarget(text(of, "name", url.getHost()), format, url);
  }

  private AlertRule rule(Map<?, ?> of) {
    Kind kind = oneOf(of, "kind", Arrays.asList(Kind.values()), Kind::word);
    String window = text(of, "window", kind == Kind.COST_DAY ? DAY : QUARTER);
    Long windowMs = LogQlParser.durationMs(window);
    if (windowMs == null) {
      throw wrong("'window' is '" + window + "'; right would be 15m, 1h or 1d");
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Object o : list(of, "outcomes", Outcome.values().length)) {
      outcomes.add(
          pick("outcomes", String.valueOf(o), Arrays.asList(Outcome.values()), Outcome::word));
    }
    return new AlertRule(
        text(of, "name", null),
        kind,
        number(of, "above", 0),
        windowMs,
        (long) number(of, "least", 0),
        new NamePattern(text(of, "functions", "*")),
        outcomes,
        pattern(text(of, "pattern", null)));
  }

  private FilterPattern pattern(String text) {
    try {
      return text == null ? null : FilterPattern.parse(text);
    } catch (FilterPatternException e) {
      throw wrong("'pattern' is no filter pattern: " + e.getMessage());
    }
  }

  private Map<?, ?> map(Object o, String what, Set<String> known) {
    if (!(o instanceof Map<?, ?> map)) {
      throw wrong(
          what
              + " holds no 'name: value' lines; known are "
              + String.join(", ", known.stream().sorted().toList()));
    }
    for (Object key : map.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        String near = NearestWord.near(String.valueOf(key), known);
        throw wrong(
            "'%s' of %s is not known: %s"
                .formatted(
                    key,
                    what,
                    near == null
                        ? "known are " + String.join(", ", known.stream().sorted().toList())
                        : "did you mean '" + near + "'?"));
      }
    }
    return map;
  }

  private List<?> list(Map<?, ?> of, String key, int most) {
    Object value = of.get(key);
    List<?> list = value == null ? List.of() : value instanceof List<?> l ? l : List.of(value);
    if (list.size() > most) {
      throw wrong(
          "'%s' has %d entries; right would be %d at most".formatted(key, list.size(), most));
    }
    return list;
  }

  private static String text(Map<?, ?> of, String key, String otherwise) {
    return of.get(key) == null ? otherwise : String.valueOf(of.get(key)).strip();
  }

  private double number(Map<?, ?> of, String key, double otherwise) {
    Object value = of.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    throw wrong("'" + key + "' is '" + value + "'; right would be a number");
  }

  private <T> T oneOf(Map<?, ?> of, String key, List<T> all, Function<T, String> word) {
    return pick(key, text(of, key, ""), all, word);
  }

  private <T> T pick(String key, String text, List<T> all, Function<T, String> word) {
    return all.stream()
        .filter(t -> word.apply(t).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "'%s' is '%s'; right would be one of %s"
                        .formatted(key, text, String.join(", ", all.stream().map(word).toList()))));
  }

  private UserError wrong(String what) {
    return UserError.ofSettings("--alerts " + path + ": " + what);
  }
}
