package dev.logtrail.service.access;

import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.Tokens;
import dev.logtrail.limit.ServerLimits;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The tokens of a tokens file:
 *
 * <pre>
 * tokens:
 *   - name: team-a
 *     kind: read
 *     sha256: 64 hexadecimal digits
 *     accounts: ["111111111111"]
 *     log-groups: ["/aws/lambda/shop-*"]
 *     tenants: ["blue"]
 *     expires: 2027-06-30
 *     requests-per-second: 50
 *     bytes-per-second: 10000000
 * </pre>
 *
 * <p>Values are read as the text that stands there: an account of digits is no number.
 */
final class TokensYaml {
  private final RateLimit usual;

  /**
   * Reads files.
   *
   * @param usual what tokens may ask for that have no rate of their own
   */
  TokensYaml(RateLimit usual) {
    this.usual = usual;
  }

  /** The tokens of a text. */
  Tokens read(String text) throws TokensFileException {
    SequenceNode list = list(text);
    List<AccessToken> tokens = new ArrayList<>();
    if (list != null) {
      for (Node entry : list.getValue()) {
        tokens.add(new TokenEntry(entry, usual).token());
      }
      check(tokens, list);
    }
    return new Tokens(tokens);
  }

  /** How far entries are indented; null if there are none yet. */
  static Integer indent(String text) throws TokensFileException {
    SequenceNode list = list(text);
    return list == null || list.getValue().isEmpty()
        ? null
        : Math.max(0, list.getValue().get(0).getStartMark().getColumn() - "- ".length());
  }

  private static void check(List<AccessToken> tokens, SequenceNode list)
      throws TokensFileException {
    if (tokens.size() > ServerLimits.TOKENS) {
      throw new TokensFileException(
          "it holds %d tokens; right are %d at most".formatted(tokens.size(), ServerLimits.TOKENS));
    }
    Set<String> hashes = new HashSet<>();
    Map<String, AccessToken> named = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      AccessToken token = tokens.get(i);
      Node entry = list.getValue().get(i);
      if (!hashes.add(token.sha256())) {
        throw fault(entry, "the sha256 of '" + token.name() + "' stands there twice");
      }
      AccessToken before = named.putIfAbsent(token.name(), token);
      if (before != null
          && !(before.kind() == token.kind()
              && before.scope().equals(token.scope())
              && before.rate().equals(token.rate()))) {
        throw fault(
            entry,
            "there is a token '%s' of another kind or with other limits; right is another name, or all the same but sha256 and expires"
                .formatted(token.name()));
      }
    }
  }

  private static SequenceNode list(String text) throws TokensFileException {
    Node root = compose(text);
    if (root == null) {
      return null;
    }
    if (root instanceof MappingNode map && map.getValue().size() == 1) {
      NodeTuple only = map.getValue().get(0);
      if (only.getKeyNode() instanceof ScalarNode key && key.getValue().equals("tokens")) {
        Node value = only.getValueNode();
        if (value instanceof SequenceNode list) {
          return list;
        }
        if (value instanceof ScalarNode none && none.getValue().isEmpty()) {
          return null;
        }
      }
    }
    throw fault(root, "it holds no list of tokens; right is 'tokens:' and one '- name: …' each");
  }

  private static Node compose(String text) throws TokensFileException {
    try {
      return new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new TokensFileException("line " + line + ": it is not YAML: " + e.getProblem());
    } catch (YAMLException | StackOverflowError e) {
      throw new TokensFileException("it is not YAML that can be read");
    }
  }

  static TokensFileException fault(Node at, String what) {
    return new TokensFileException("line " + (at.getStartMark().getLine() + 1) + ": " + what);
  }

  /** The kinds, for messages. */
  static String kinds() {
    return Stream.of(TokenKind.values()).map(TokenKind::word).collect(Collectors.joining(", "));
  }
}
