package dev.logtrail.api;

import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.TokenSecret;
import dev.logtrail.api.access.Tokens;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whose tokens are told apart by account, by log group of one account, and by tenant. */
enum Holder {
  FOX("111111111111", "/aws/lambda/fox-api", "*", "/aws/lambda/fox-*"),
  OWL("222222222222", "/aws/lambda/owl-api", "222222222222", "*"),
  ELK("111111111111", "/elk/all", "1*", "/elk/*"),
  KOI("333333333333", "/aws/lambda/pool", "*", "*", "koi"),
  YAK("333333333333", "/aws/lambda/pool", "3*", "*", "ya?");

  final String account;
  final String group;
  final Scope scope;

  Holder(String account, String group, String accounts, String groups, String... tenants) {
    this.account = account;
    this.group = group;
    this.scope =
        new Scope(
            List.of(new NamePattern(accounts)),
            List.of(new NamePattern(groups)),
            Stream.of(tenants).map(NamePattern::new).toList());
  }

  /** Whether only its requests' tenant tells them from others. */
  boolean isTenant() {
    return scope.isOfTenants();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String secret(TokenKind kind) {
    return "secret of " + word() + " to " + kind.word();
  }

  AccessToken token(TokenKind kind) {
    String hash = TokenSecret.sha256(secret(kind));
    return new AccessToken(word() + "-token", kind, hash, null, scope, RateLimit.DEFAULT);
  }

  /** What stands in everything of the others and in nothing of this one. */
  List<String> foreign() {
    List<String> words = new ArrayList<>();
    for (Holder other : values()) {
      if (other != this) {
        words.add(other.word());
        words.add(other.name());
        words.add(other.account);
      }
    }
    words.removeIf(account::equals);
    return words;
  }

  /** Settings of a server that takes the tokens of all of them, and no others. */
  static ApiSettings settings() {
    List<AccessToken> tokens = new ArrayList<>();
    for (Holder h : values()) {
      tokens.add(h.token(TokenKind.READ));
      tokens.add(h.token(TokenKind.INGEST));
      tokens.add(h.token(TokenKind.INVOKE));
    }
    Tokens all = new Tokens(tokens);
    return new ApiSettings("127.0.0.1", 0, AccessSettings.open().with(() -> all), null);
  }
}
