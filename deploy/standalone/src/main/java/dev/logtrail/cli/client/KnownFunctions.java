package dev.logtrail.cli.client;

import dev.logtrail.text.NearestWord;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server whether it knows a function: more often than new, its name is mistyped. */
public final class KnownFunctions {
  private static final Pattern NAME = Pattern.compile("\"functionName\": ?\"([^\"\\\\]+)\"");

  private KnownFunctions() {}

  /**
   * What to say of a function of which nothing is stored.
   *
   * @return null if something is, or the server does not tell
   */
  public static String warning(ServerOptions server, String function) throws InterruptedException {
    try {
      String one = ask(server, "/api/v1/trails", Map.of("function", function, "limit", "1"));
      if (!(one.contains("\"trails\":[]") || one.contains("\"trails\": []"))) {
        return null;
      }
      String near = NearestWord.near(function, names(ask(server, "/api/v1/functions", Map.of())));
      return "Nothing is stored of function '"
          + function
          + (near == null ? "'." : "'; did you mean '" + near + "'?");
    } catch (ServerFault e) {
      return null; // What is asked for beside it tells what is wrong with the server.
    }
  }

  private static String ask(ServerOptions server, String path, Map<String, String> query)
      throws ServerFault, InterruptedException {
    return server.ask(
        server
            .get(path, query)
            .header("Accept", "application/json")
            .timeout(Duration.ofSeconds(10))
            .build());
  }

  private static Set<String> names(String functions) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(functions);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }
}
