package dev.logtrail.service.settings;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.redact.Redaction;
import dev.logtrail.redact.rule.BuiltInRules;
import dev.logtrail.redact.rule.RedactionException;
import dev.logtrail.text.NearestWord;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The setting {@code --redact}: {@code builtin}, names of built-in rules, the same with a minus to
 * leave one out, and files of own rules, one {@code name: 'pattern'} a line.
 */
public final class RedactionSetting {
  private static final String BUILT_IN = "builtin";

  private RedactionSetting() {}

  /**
   * The rules that are asked for.
   *
   * @param option what the setting is called, for messages
   * @throws UserError if one of them cannot be
   */
  public static Redaction read(String option, List<String> words) {
    Set<String> builtIn = new LinkedHashSet<>();
    Map<String, String> own = new LinkedHashMap<>();
    for (String word : words) {
      String name = word.strip();
      if (name.isEmpty()) {
        continue;
      }
      if (name.equals(BUILT_IN)) {
        builtIn.addAll(BuiltInRules.names());
      } else if (name.startsWith("-") && BuiltInRules.named(name.substring(1)).isPresent()) {
        builtIn.remove(name.substring(1));
      } else if (BuiltInRules.named(name).isPresent()) {
        builtIn.add(name);
      } else if (name.indexOf('.') >= 0 || name.indexOf('/') >= 0) {
        own.putAll(file(option, Path.of(name)));
      } else {
        throw unknown(option, name);
      }
    }
    if (own.size() > EventLimits.REDACTION_RULES) {
      throw UserError.ofSettings(
          "%s: there are %d rules of your own; right would be up to %d"
              .formatted(option, own.size(), EventLimits.REDACTION_RULES));
    }
    try {
      return Redaction.of(List.copyOf(builtIn), own);
    } catch (RedactionException e) {
      throw UserError.ofSettings(option + ": " + e.getMessage());
    }
  }

  private static UserError unknown(String option, String name) {
    String near = NearestWord.near(name.replaceFirst("^-", ""), BuiltInRules.names());
    String right =
        near == null
            ? "right would be builtin, one of "
                + String.join(", ", BuiltInRules.names())
                + ", or a file such as ./rules.yaml"
            : "did you mean " + near + "?";
    return UserError.ofSettings("%s: '%s' is no built-in rule: %s".formatted(option, name, right));
  }

  private static Map<String, String> file(String option, Path path) {
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      LoaderOptions strict = new LoaderOptions();
      strict.setAllowDuplicateKeys(false);
      Object root = new Yaml(new SafeConstructor(strict)).load(reader);
      if (!(root instanceof Map<?, ?> map)) {
        throw UserError.ofSettings(
            "%s: %s holds no rules: write one name: 'pattern' a line".formatted(option, path));
      }
      Map<String, String> rules = new LinkedHashMap<>();
      for (Map.Entry<?, ?> rule : map.entrySet()) {
        if (!(rule.getValue() instanceof String pattern) || pattern.isEmpty()) {
          throw UserError.ofSettings(
              "%s: %s: '%s' has no pattern: write %s: 'a regular expression'"
                  .formatted(option, path, rule.getKey(), rule.getKey()));
        }
        rules.put(String.valueOf(rule.getKey()), pattern);
      }
      return rules;
    } catch (IOException e) {
      throw UserError.ofSettings(
          "%s: %s cannot be read: %s".formatted(option, path, FileFaults.reason(e)));
    } catch (YAMLException e) {
      throw UserError.ofSettings(
          "%s: %s is not YAML: %s".formatted(option, path, e.getMessage().strip()));
    }
  }
}
