package dev.logtrail.api.access;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.trail.Scope;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.RequestLog;

/**
 * Decides who may do what: tokens, hosts, origins; says who calls; and sets the headers that bind
 * browsers.
 */
public final class Access {
  private static final String LETTERS = "/api/v1/dead-letters";
  private static final String INVOKE = "/api/v1/invoke";

  /**
   * What a token with limits may ask, or all below it: routes that show a caller no more than its
   * scope. Whatever is not here needs a token without limits.
   */
  private static final Set<String> SCOPED =
      Set.of(
          "/api/v1/trails",
          "/api/v1/histogram",
          "/api/v1/traces",
          "/api/v1/executions",
          "/api/v1/functions",
          "/api/v1/tail",
          "/api/v1/stats",
          "/api/v1/status",
          LETTERS,
          INVOKE);

  /** What needs no token: nothing there is of what is stored. All else does, known or not. */
  private static final Set<String> PUBLIC =
      Set.of(
          "",
          "/r",
          "/pane",
          "/pane.js",
          "/stats",
          "/dead-letters",
          "/openapi.json",
          "/assets",
          "/healthz");

  private static final String INGEST = "/ingest/";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final AccessSettings settings;
  private final HostCheck hosts;
  private final RateLimiter rates;
  private final TokenCheck tokens;
  private final String contentSecurityPolicy;

  /**
   * Access by these settings.
   *
   * @param host the address that is listened on
   * @param clock tells which tokens have expired
   * @param nanoTime measures rates
   */
  public Access(AccessSettings settings, String host, Clock clock, LongSupplier nanoTime) {
    this.settings = settings;
    this.hosts = new HostCheck(host, settings.allowOrigins());
    this.rates = new RateLimiter(nanoTime);
    this.tokens = new TokenCheck(settings, rates, clock);
    this.contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
            + framers(settings.allowOrigins());
  }

  /** What the server is to do with each request that was answered. */
  public RequestLog requestEnd() {
    return new RequestEnd(rates, settings.log());
  }

  /** Runs before each route. Ends preflights; throws a problem for what is not allowed. */
  public void check(Context ctx) {
    headers(ctx);
    TokenKind door = door(ctx);
    if (tokens.isOpen(door)) {
      hosts.check(ctx.header("Host"), TokenCheck.setting(door));
    }
    checkOrigin(ctx);
    if (ctx.method().name().equals("OPTIONS")) {
      options(ctx);
      return;
    }
    if (tokens.isOpen(door)) {
      Caller.ANYBODY.calls(ctx);
    } else if (isPublic(ctx.path())) {
      Caller.STRANGER.calls(ctx);
    } else {
      authorize(ctx, tokens.check(door, sentSecret(ctx)));
    }
  }

  private static TokenKind door(Context ctx) {
    boolean changes = !SAFE.contains(ctx.method().name());
    if (changes && isInvoke(ctx)) {
      return TokenKind.INVOKE;
    }
    boolean ingest = ctx.path().startsWith(INGEST) || ctx.path().startsWith("/api/") && changes;
    return ingest ? TokenKind.INGEST : TokenKind.READ;
  }

  private static boolean isInvoke(Context ctx) {
    return ctx.path().equals(INVOKE) || ctx.path().startsWith(INVOKE + "/");
  }

  private static void authorize(Context ctx, AccessToken token) {
    ctx.attribute(RequestEnd.tokenAttribute(), token);
    Answers.vary(ctx, "Authorization");
    Scope scope = token.scope();
    if (!scope.isAll() && !ctx.path().startsWith(INGEST) && !isScoped(ctx.path())) {
      throw new ProblemException(
          403,
          "The token '%s' is limited to some accounts or log groups, and this route is about all of them: it needs one without limits."
              .formatted(token.name()));
    }
    new Caller(token.name(), scope).calls(ctx);
  }

  private static boolean isScoped(String path) {
    return SCOPED.stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"));
  }

  /** By the first part of the path: a route answers to its path with a slash at the end, too. */
  private static boolean isPublic(String path) {
    int second = path.indexOf('/', 1);
    return PUBLIC.contains(path.equals("/") ? "" : second < 0 ? path : path.substring(0, second));
  }

  private void headers(Context ctx) {
    ctx.header("Content-Security-Policy", contentSecurityPolicy);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cache-Control", "no-store");
    ctx.header("Vary", "Accept-Encoding");
    String origin = ctx.header("Origin");
    if (!settings.allowOrigins().isEmpty()) {
      Answers.vary(ctx, "Origin");
      if (origin != null && isAllowed(origin)) {
        ctx.header("Access-Control-Allow-Origin", origin);
        ctx.header("Access-Control-Expose-Headers", "ETag, Retry-After");
      }
    }
  }

  /** A page of another origin can send, though not read: what changes something is refused. */
  private void checkOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    boolean changes = !SAFE.contains(ctx.method().name());
    // Any page may read where '*' is allowed, but invoke only if it is named.
    boolean allowed =
        isInvoke(ctx)
            ? origin != null && settings.allowOrigins().contains(origin)
            : origin != null && isAllowed(origin);
    if (changes && origin != null && !allowed && !isSelf(origin, ctx)) {
      throw new ProblemException(
          403, "Pages of '" + origin + "' may not send here: name it in --allow-origin.");
    }
  }

  private static String sentSecret(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authorization.substring(7).strip();
    }
    // Firehose can send its token in no other way.
    return ctx.path().equals("/ingest/firehose") ? ctx.header("X-Amz-Firehose-Access-Key") : null;
  }

  private static void options(Context ctx) {
    String methods =
        ctx.path().startsWith(INGEST)
            ? "POST, OPTIONS"
            : ctx.path().startsWith(LETTERS)
                ? "GET, HEAD, POST, DELETE, OPTIONS"
                : ctx.path().startsWith(INVOKE + "/") ? "POST, OPTIONS" : "GET, HEAD, OPTIONS";
    ctx.header("Allow", methods);
    if (ctx.res().getHeader("Access-Control-Allow-Origin") != null) {
      ctx.header("Access-Control-Allow-Methods", methods);
      ctx.header(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, If-None-Match, Last-Event-ID");
      ctx.header("Access-Control-Max-Age", "600");
    }
    ctx.status(204).skipRemainingHandlers();
  }

  private boolean isAllowed(String origin) {
    return settings.allowOrigins().contains("*") || settings.allowOrigins().contains(origin);
  }

  private static boolean isSelf(String origin, Context ctx) {
    return origin.replaceFirst("^https?://", "").equals(ctx.header("Host"));
  }

  private static String framers(List<String> origins) {
    return Stream.concat(Stream.of("'self'"), origins.stream()).collect(Collectors.joining(" "));
  }
}
