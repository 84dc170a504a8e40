package dev.logtrail.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensFileTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String ENTRY = "tokens:\n  - {name: a, kind: read, sha256: " + HASH;

  @TempDir private Path directory;

  private TokensFile read(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("tokens.yaml"), text);
    return new TokensFile(file, RateLimit.DEFAULT);
  }

  @Test
  void valuesAreTheTextThatStandsThere() throws Exception {
    AccessToken token =
        read("""
        tokens:
        - name: team-a
          kind: ingest
          sha256: '%s'
          accounts: [012345678901, 1e5]
          log-groups: /aws/lambda/shop-*
          expires: 2027-06-30
          requests-per-second: 5
        """
                .formatted(HASH))
            .get()
            .all()
            .get(0);

    assertThat(token.kind()).isEqualTo(TokenKind.INGEST);
    assertThat(token.scope().hasAccount("012345678901")).isTrue();
    assertThat(token.scope().hasAccount("1e5")).isTrue();
    assertThat(token.scope().hasAccount("100000")).isFalse();
    assertThat(token.scope().logGroups().get(0).text()).isEqualTo("/aws/lambda/shop-*");
    assertThat(token.expiresAt()).isEqualTo(Instant.parse("2027-06-30T00:00:00Z"));
    assertThat(token.rate()).isEqualTo(new RateLimit(5, RateLimit.DEFAULT.bytesPerSecond()));
    assertThat(read("tokens:\n").get().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokens: [                                      | line 1: it is not YAML",
        "names: []                                      | line 1: it holds no list of tokens",
        "tokens: {a: b}                                 | line 1: it holds no list of tokens",
        "ENTRY, account: x}                             | line 2: a key is not known; did you mean"
            + " accounts?",
        "ENTRY, token: lt_secret}                       | line 2: a key is not known",
        "ENTRY, accounts: []}                           | line 2: accounts cannot be taken: the"
            + " list is empty",
        "ENTRY, log-groups: ['']}                       | line 2: log-groups cannot be taken",
        "ENTRY, tenants: []}                            | line 2: tenants cannot be taken: the"
            + " list",
        "tokens: [{name: a, kind: ingest, sha256: HASH, tenants: blue}] | line 1: tenants cannot be"
            + " taken: right is to limit tokens of kind read",
        "ENTRY, expires: tomorrow}                      | line 2: expires cannot be taken: right is"
            + " a day",
        "ENTRY, requests-per-second: 0}                 | right is a whole number from 1",
        "ENTRY, name: b}                                | line 2: name stands there twice",
        "ENTRY}, {name: b}]                             | line 2: it is not YAML",
        "tokens: [{name: a, kind: read, sha256: lt_secret}] | line 1: sha256 cannot be taken: right"
            + " are 64",
        "tokens: [{name: a, kind: write, sha256: HASH}] | kind cannot be taken: right is read,"
            + " ingest, invoke",
        "tokens: [{name: 'a b', kind: read, sha256: HASH}] | name cannot be taken: right is a name"
            + " of",
        "tokens: [{kind: read, sha256: HASH}]           | name is missing",
        "tokens: [x]                                    | line 1: an entry is no token",
      })
  void whatCannotBeTakenIsSaidWithItsLineAndNoValue(String text, String expected) {
    String yaml = text.replace("ENTRY", ENTRY).replace("HASH", HASH);
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(TokensFileException.class)
        .hasMessageContaining("tokens.yaml, ")
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("lt_secret", HASH);
  }

  @Test
  void oneSecretIsOneTokensAndOneNameHasOneSetOfLimits() {
    String second = ENTRY + "}\n  - {name: %s, kind: %s, sha256: %s}\n";
    assertThatThrownBy(() -> read(second.formatted("b", "ingest", HASH)))
        .hasMessageContaining("line 3: the sha256 of 'b' stands there twice");
    assertThatThrownBy(() -> read(second.formatted("a", "ingest", HASH.replace('0', '1'))))
        .hasMessageContaining("line 3: there is a token 'a' of another kind");
  }

  @Test
  void aChangedFileIsTakenAndABadOneIsNot() throws Exception {
    TokensFile tokens = read(ENTRY + "}\n");
    Path file = directory.resolve("tokens.yaml");
    assertThat(tokens.get().all()).hasSize(1);

    Files.writeString(file, "tokens: [");
    tokens.look();
    assertThat(tokens.get().all()).hasSize(1);
    Files.delete(file);
    tokens.look();
    assertThat(tokens.get().all()).hasSize(1);
    Files.writeString(file, "tokens: []\n");
    tokens.look();
    assertThat(tokens.get().all()).isEmpty();
  }
}
