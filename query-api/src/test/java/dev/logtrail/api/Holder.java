package dev.logtrail.api;

import static dev.logtrail.store.SampleTrails.T0;

import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.access.AccessToken;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.TokenSecret;
import dev.logtrail.api.access.Tokens;
import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Whose tokens are told apart by account, by log group of one account, and by tenant. */
enum Holder {
  FOX("111111111111", "/aws/lambda/fox-api", "*", "/aws/lambda/fox-*"),
  OWL("222222222222", "/aws/lambda/owl-api", "222222222222", "*"),
  ELK("111111111111", "/elk/all", "1*", "/elk/*"),
  KOI("333333333333", "/aws/lambda/pool", "*", "*", "koi"),
  YAK("333333333333", "/aws/lambda/pool", "3*", "*", "ya?");

  static final String SHARED = "shared-4711";
  static final String TRACE = "1-5f-5f";
  static final String EXECUTION = "nightly";
  static final String ARN = "arn:aws:states:eu-west-1:1:execution:report:" + EXECUTION;

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

  /** Two requests, one of them of an id and a trace that all have, and two log results. */
  Flush flush(TrailWriter writer, String suffix) {
    LogStream stream =
        new LogStream(
            account,
            "eu-west-1",
            group,
            "2026/11/20/" + word() + "-api[$LATEST]" + word() + suffix);
    List<TrailWrite> writes = new ArrayList<>();
    int n = 0;
    for (String id : List.of(word() + "-1" + suffix, SHARED + suffix)) {
      writes.add(
          SampleTrails.trail(writer, TrailKey.request(stream, id, 1))
              .start(T0 + n)
              .traceId(TRACE + suffix)
              .execution(ARN + suffix)
              .tenantId(isTenant() ? word() : null)
              .outcome(Outcome.ERROR)
              .errors(1)
              .events(
                  List.of(
                      SampleTrails.event(T0 + n, "common needle-" + word() + suffix + "\n", n++)))
              .write());
    }
    writes.add(
        SampleTrails.trail(writer, TrailKey.environmentAt(stream, T0))
            .events(List.of(SampleTrails.event(T0, "init of " + word() + "\n", 9)))
            .tenantId(isTenant() ? word() : null)
            .open()
            .write());
    Invocation result =
        new Invocation(
            account,
            "eu-west-1",
            word() + "-api",
            null,
            word() + "-result" + suffix,
            "result of " + word() + "\n",
            false,
            200,
            null,
            "{\"of\":\"" + word() + "\"}",
            T0);
    return new Flush(writes, List.of(), List.of(result), List.of(), Map.of());
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
