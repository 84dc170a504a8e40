package dev.logtrail.api.access;

import dev.logtrail.api.http.ProblemException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names a server answers to where no token is needed: there only the name protects, since a
 * foreign page may let its own name point at this machine (DNS rebinding).
 */
final class HostCheck {
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@\\s]+?)\\.?(:\\d{1,5})?");
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|.*\\.localhost|127(\\.\\d{1,3}){3}"
              + "|\\[(0{0,4}:){0,7}:?0{0,3}1]|\\[::ffff:127(\\.\\d{1,3}){3}]");

  private final boolean all;
  private final Set<String> names = new HashSet<>();

  /**
   * Loopback names, and these.
   *
   * @param host the address that is listened on
   * @param allowOrigins origins of pages that may call; {@code *} for any
   */
  HostCheck(String host, List<String> allowOrigins) {
    this.all = allowOrigins.contains("*");
    names.add(host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host);
    allowOrigins.stream()
        .filter(o -> !o.equals("*"))
        .forEach(o -> names.add(String.valueOf(URI.create(o).getHost()).toLowerCase(Locale.ROOT)));
  }

  /**
   * Checks the Host header of a request.
   *
   * @param host null if there is none, which no browser does
   * @param setting the token that would make any name right
   * @throws ProblemException 421 for another name
   */
  void check(String host, String setting) {
    if (host == null || all) {
      return;
    }
    Matcher m = HOST.matcher(host.toLowerCase(Locale.ROOT));
    if (m.matches() && (names.contains(m.group(1)) || LOOPBACK.matcher(m.group(1)).matches())) {
      return;
    }
    throw new ProblemException(
        421,
        "Host '"
            + host
            + "' is not this server's name. Without a token it answers to localhost"
            + " and to hosts of --allow-origin; set "
            + setting
            + " to be called by other names.");
  }
}
