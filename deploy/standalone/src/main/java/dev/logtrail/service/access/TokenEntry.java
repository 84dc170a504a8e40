package dev.logtrail.service.access;

import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.text.NamePattern;
import dev.logtrail.text.NearestWord;
import dev.logtrail.trail.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One entry of a tokens file. */
final class TokenEntry {
  /** Names stand in logs and metrics. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "name",
              "kind",
              "sha256",
              "accounts",
              "log-groups",
              "tenants",
              "expires",
              "requests-per-second",
              "bytes-per-second"));

  private final Node node;
  private final RateLimit usual;
  private final Map<String, Node> values = new LinkedHashMap<>();

  TokenEntry(Node node, RateLimit usual) throws TokensFileException {
    this.node = node;
    this.usual = usual;
    if (!(node instanceof MappingNode map)) {
      throw TokensYaml.fault(node, "an entry is no token; right is '- name: …' and so on");
    }
    for (NodeTuple tuple : map.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode k ? k.getValue() : "";
      if (!KEYS.contains(key)) {
        String near = NearestWord.near(key, KEYS);
        throw TokensYaml.fault(
            tuple.getKeyNode(),
            near == null
                ? "a key is not known; right are " + String.join(", ", KEYS)
                : "a key is not known; did you mean " + near + "?");
      }
      if (values.put(key, tuple.getValueNode()) != null) {
        throw TokensYaml.fault(tuple.getKeyNode(), key + " stands there twice");
      }
    }
  }

  AccessToken token() throws TokensFileException {
    String name = text("name");
    if (name == null || !NAME.matcher(name).matches() || name.startsWith("LOGTRAIL_")) {
      throw fault("name", "right is a name of letters, digits, '.', '-' and '_', such as team-a");
    }
    String sha256 = text("sha256");
    if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
      throw fault(
          "sha256",
          "right are 64 hexadecimal digits, as 'logtrail token new' prints them; the token itself"
              + " does not belong here");
    }
    return new AccessToken(
        name,
        kind(),
        sha256,
        expires(),
        new Scope(patterns("accounts"), patterns("log-groups"), tenants()),
        new RateLimit(
            rate("requests-per-second", usual.requestsPerSecond()),
            rate("bytes-per-second", usual.bytesPerSecond())));
  }

  private TokenKind kind() throws TokensFileException {
    String word = text("kind");
    return Stream.of(TokenKind.values())
        .filter(k -> k.word().equals(word))
        .findFirst()
        .orElseThrow(() -> fault("kind", "right is " + TokensYaml.kinds()));
  }

  private Instant expires() throws TokensFileException {
    String text = text("expires");
    Instant at = text == null ? null : time(text);
    if (text != null && at == null) {
      throw fault("expires", "right is a day such as 2027-06-30, or 2027-06-30T12:00:00Z");
    }
    return at;
  }

  /** A day, from whose beginning in UTC on it is refused, or an instant; null if it is neither. */
  static Instant time(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private List<NamePattern> patterns(String key) throws TokensFileException {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    List<Node> nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
    List<NamePattern> patterns = new ArrayList<>();
    for (Node one : nodes) {
      if (!(one instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
        throw fault(key, "right are names or patterns, such as [\"1111*\"]");
      }
      patterns.add(new NamePattern(scalar.getValue()));
    }
    if (patterns.isEmpty()) {
      throw fault(key, "the list is empty; leave it out to limit nothing, or name some");
    }
    return patterns;
  }

  /** Neither what is sent nor what is invoked tells its tenant before it has been read. */
  private List<NamePattern> tenants() throws TokensFileException {
    List<NamePattern> tenants = patterns("tenants");
    if (!tenants.isEmpty() && kind() != TokenKind.READ) {
      throw fault("tenants", "right is to limit tokens of kind read to tenants, no others");
    }
    return tenants;
  }

  private long rate(String key, long otherwise) throws TokensFileException {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[1-9][0-9]{0,14}")) {
      throw fault(key, "right is a whole number from 1");
    }
    return Long.parseLong(text);
  }

  private String text(String key) throws TokensFileException {
    Node value = values.get(key);
    if (value != null && !(value instanceof ScalarNode)) {
      throw fault(key, "right is one value");
    }
    return value == null ? null : ((ScalarNode) value).getValue();
  }

  private TokensFileException fault(String key, String right) {
    Node at = values.getOrDefault(key, node);
    String what = values.containsKey(key) ? " cannot be taken: " : " is missing: ";
    return TokensYaml.fault(at, key + what + right);
  }
}
