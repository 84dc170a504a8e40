package dev.logtrail.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The main class of the job for a Flink cluster. Its settings are {@code LOGTRAIL_*} variables of
 * the JobManager, arguments as {@code logtrail job} takes them, and, on Amazon's managed service,
 * the runtime properties of group {@code logtrail}.
 */
public final class FlinkJob {
  /** Where the managed service puts an application's properties. */
  private static final Path PROPERTIES = Path.of("/etc/flink/application_properties.json");

  private static final String GROUP = "logtrail";

  private FlinkJob() {}

  /**
   * Submits the job to the environment that it is run in.
   *
   * @throws IllegalStateException if it cannot; the process's log says why
   */
  public static void main(String[] arguments) {
    String[] words = new String[arguments.length + 2];
    words[0] = "flink";
    words[1] = "job";
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.putAll(properties(PROPERTIES));
    int code = Main.run(environment, words);
    if (code != 0) {
      throw new IllegalStateException("the job was not submitted: see the messages before this");
    }
  }

  /**
   * The runtime properties as variables; none if there is no such file.
   *
   * @throws UserError if it cannot be read
   */
  static Map<String, String> properties(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      Map<String, String> found = new TreeMap<>();
      String group = null;
      Map<String, String> pairs = new TreeMap<>();
      int depth = 0;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          depth++;
        } else if (token == JsonToken.END_OBJECT) {
          depth--;
          if (depth == 0) {
            if (GROUP.equals(group)) {
              found.putAll(pairs);
            }
            group = null;
            pairs.clear();
          }
        } else if (token.isScalarValue() && depth == 2) {
          pairs.put(variable(json.currentName()), json.getText());
        } else if (token.isScalarValue() && "PropertyGroupId".equals(json.currentName())) {
          group = json.getText();
        }
      }
      return found;
    } catch (IOException e) {
      throw new UserError(
          "cannot read the runtime properties in " + file + ": " + e.getMessage(), e);
    }
  }

  private static String variable(String setting) {
    return SettingsSource.PREFIX + setting.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
