package dev.logtrail.cli;

import dev.logtrail.service.settings.FileFaults;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.text.NearestWord;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings that no flag gives: {@code LOGTRAIL_*} variables, then a YAML file. Names are those of
 * the flags: {@code --allow-origin}, {@code LOGTRAIL_ALLOW_ORIGIN}, {@code allow-origin:}.
 */
public final class SettingsSource implements IDefaultValueProvider {
  public static final String PREFIX = "LOGTRAIL_";

  /** Variables that are no settings of a command: the launcher reads them, or the tests. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "LOGTRAIL_HEAP",
          "LOGTRAIL_JAVA_OPTS",
          "LOGTRAIL_BUILD",
          "LOGTRAIL_CONFIG",
          "LOGTRAIL_TEST_DB",
          "LOGTRAIL_HOME");

  private final Map<String, String> environment;
  private final Map<String, String> file;

  private SettingsSource(Map<String, String> environment, Map<String, String> file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads what there is.
   *
   * @param environment the process's variables; {@code LOGTRAIL_CONFIG} names the file
   * @param known names of settings, as in flags without dashes: those of the command that is run
   * @param all the name of every setting, asked for only where {@code known} does not suffice
   * @throws UserError if a key is unknown (naming the nearest known one) or the file cannot be read
   */
  static SettingsSource read(
      Map<String, String> environment, Set<String> known, Supplier<Set<String>> all) {
    for (String variable : environment.keySet()) {
      if (variable.startsWith(PREFIX) && !ELSEWHERE.contains(variable)) {
        String key = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        check(
            key,
            known,
            all,
            "the variable " + variable,
            k -> PREFIX + k.toUpperCase(Locale.ROOT).replace('-', '_'));
      }
    }
    String config = environment.get("LOGTRAIL_CONFIG");
    Map<String, String> file = config == null ? Map.of() : yaml(Path.of(config));
    file.keySet().forEach(key -> check(key, known, all, config + ": the key " + key, k -> k));
    return new SettingsSource(environment, file);
  }

  private static void check(
      String key,
      Set<String> known,
      Supplier<Set<String>> all,
      String where,
      UnaryOperator<String> spelling) {
    if (!known.contains(key) && !all.get().contains(key)) {
      String nearest = NearestWord.near(key, all.get());
      String advice =
          nearest == null
              ? "see logtrail up --help"
              : "did you mean " + spelling.apply(nearest) + "?";
      throw new UserError(where + " is no setting: " + advice);
    }
  }

  private static Map<String, String> yaml(Path path) {
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      if (root == null) {
        return Map.of();
      }
      if (!(root instanceof Map<?, ?> map)) {
        throw new UserError(path + " holds no settings: write one 'name: value' a line");
      }
      Map<String, String> settings = new TreeMap<>();
      map.forEach(
          (key, value) ->
              settings.put(String.valueOf(key), value == null ? "" : String.valueOf(value)));
      return settings;
    } catch (IOException e) {
      throw new UserError(
          "the settings file " + path + " cannot be read: " + FileFaults.reason(e), e);
    } catch (YAMLException e) {
      throw new UserError(
          "the settings file " + path + " is not YAML: " + e.getMessage().strip(), e);
    }
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)
        || option.command().qualifiedName().startsWith(TokenCommand.NAME)) {
      return null;
    }
    String name = option.longestName().replaceFirst("^--", "");
    String variable = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return variable != null ? variable : file.get(name);
  }
}
