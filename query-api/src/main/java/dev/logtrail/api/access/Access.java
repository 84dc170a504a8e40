package dev.logtrail.api.access;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Exchange;
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
  private static final String MCP = "/mcp";
  private static final String INVOKE = "/api/v1/invoke";

  /**
   * What a token with limits may ask, or all below it: routes that show a caller no more than its
   * scope. Whatever is not here needs a token without limits.
   */
  private static final Set<String> SCOPED =
      Set.of(
          "/api/v1/alerts",
          "/api/v1/explain",
          "/api/v1/insights",
          "/api/v1/witness",
          "/api/v1/trails",
          "/api/v1/histogram",
          "/api/v1/traces",
          "/api/v1/executions",
          "/api/v1/functions",
          "/api/v1/tail",
          "/api/v1/stats",
          "/api/v1/status",
          LETTERS,
          INVOKE,
          "/loki/api/v1",
          MCP);

  /** What needs no token: nothing there is of what is stored. All else does, known or not. */
  private static final Set<String> PUBLIC =
      Set.of(
          "",
          "/r",
          "/t",
          "/x",
          "/pane",
          "/pane.js",
          "/stats",
          "/insights",
          "/dead-letters",
          "/alerts",
          "/openapi.json",
          "/assets",
          "/healthz");

  private static final String OPTIONS = "OPTIONS";
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
    Exchange exchange = Exchange.of(ctx);
    check(exchange);
    if (exchange.method().equals(OPTIONS)) {
      ctx.status(204).skipRemainingHandlers();
    }
  }

  /**
   * The same before a WebSocket is opened: a page of another origin could read what it carries,
   * since browsers ask nobody before they open one.
   */
  public void checkUpgrade(Context ctx) {
    Exchange exchange = Exchange.of(ctx);
    check(exchange);
    String origin = exchange.header("Origin");
    if (origin != null && !isAllowed(origin) && !isSelf(origin, exchange)) {
      throw new ProblemException(
          403, "Pages of '" + origin + "' may not follow here: name it in --allow-origin.");
    }
  }

  /** The same for whatever carries a request; of a preflight only the headers are set. */
  public void check(Exchange exchange) {
    headers(exchange);
    TokenKind door = door(exchange);
    if (tokens.isOpen(door)) {
      hosts.check(exchange.header("Host"), TokenCheck.setting(door));
    }
    checkOrigin(exchange);
    if (exchange.method().equals(OPTIONS)) {
      options(exchange);
    } else if (tokens.isOpen(door)) {
      Caller.ANYBODY.calls(exchange);
    } else if (isPublic(exchange.path())) {
      Caller.STRANGER.calls(exchange);
    } else {
      authorize(exchange, tokens.check(door, sentSecret(exchange)));
    }
  }

  private static TokenKind door(Exchange exchange) {
    boolean changes = !SAFE.contains(exchange.method());
    String path = exchange.path();
    if (changes && isInvoke(exchange)) {
      return TokenKind.INVOKE;
    }
    boolean ingest = path.startsWith(INGEST) || path.startsWith("/api/") && changes;
    return ingest ? TokenKind.INGEST : TokenKind.READ;
  }

  private static boolean isInvoke(Exchange exchange) {
    return exchange.path().equals(INVOKE) || exchange.path().startsWith(INVOKE + "/");
  }

  private static void authorize(Exchange exchange, AccessToken token) {
    exchange.attribute(RequestEnd.tokenAttribute(), token);
    exchange.vary("Authorization");
    Scope scope = token.scope();
    if (!scope.isAll() && !exchange.path().startsWith(INGEST) && !isScoped(exchange.path())) {
      throw new ProblemException(
          403,
          "The token '%s' is limited to some accounts, log groups or tenants, and this route is about all of them: it needs one without limits."
              .formatted(token.name()));
    }
    new Caller(token.name(), scope).calls(exchange);
  }

  private static boolean isScoped(String path) {
    return SCOPED.stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"));
  }

  /** By the first part of the path: a route answers to its path with a slash at the end, too. */
  private static boolean isPublic(String path) {
    int second = path.indexOf('/', 1);
    return PUBLIC.contains(path.equals("/") ? "" : second < 0 ? path : path.substring(0, second));
  }

  private void headers(Exchange exchange) {
    exchange.answerHeader("Content-Security-Policy", contentSecurityPolicy);
    exchange.answerHeader("X-Content-Type-Options", "nosniff");
    exchange.answerHeader("Referrer-Policy", "no-referrer");
    exchange.answerHeader("Cache-Control", "no-store");
    exchange.answerHeader("Vary", "Accept-Encoding");
    String origin = exchange.header("Origin");
    if (!settings.allowOrigins().isEmpty()) {
      exchange.vary("Origin");
      if (origin != null && isAllowed(origin)) {
        exchange.answerHeader("Access-Control-Allow-Origin", origin);
        exchange.answerHeader(
            "Access-Control-Expose-Headers", "ETag, Retry-After, Logtrail-Completeness");
      }
    }
  }

  /** A page of another origin can send, though not read: what changes something is refused. */
  private void checkOrigin(Exchange exchange) {
    String origin = exchange.header("Origin");
    boolean changes = !SAFE.contains(exchange.method());
    // Any page may read where '*' is allowed, but invoke only if it is named.
    boolean allowed =
        isInvoke(exchange)
            ? origin != null && settings.allowOrigins().contains(origin)
            : origin != null && isAllowed(origin);
    if (changes && origin != null && !allowed && !isSelf(origin, exchange)) {
      throw new ProblemException(
          403, "Pages of '" + origin + "' may not send here: name it in --allow-origin.");
    }
  }

  private static String sentSecret(Exchange exchange) {
    String authorization = exchange.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authorization.substring(7).strip();
    }
    // Firehose can send its token in no other way.
    return exchange.path().equals("/ingest/firehose")
        ? exchange.header("X-Amz-Firehose-Access-Key")
        : null;
  }

  private static void options(Exchange exchange) {
    String methods =
        exchange.path().startsWith(INGEST)
            ? "POST, OPTIONS"
            : exchange.path().startsWith(LETTERS)
                ? "GET, HEAD, POST, DELETE, OPTIONS"
                : exchange.path().startsWith(INVOKE + "/") || exchange.path().equals(MCP)
                    ? "POST, OPTIONS"
                    : "GET, HEAD, OPTIONS";
    exchange.answerHeader("Allow", methods);
    if (exchange.answerHeader("Access-Control-Allow-Origin") != null) {
      exchange.answerHeader("Access-Control-Allow-Methods", methods);
      exchange.answerHeader(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, If-None-Match, Last-Event-ID, MCP-Protocol-Version");
      exchange.answerHeader("Access-Control-Max-Age", "600");
    }
  }

  private boolean isAllowed(String origin) {
    return settings.allowOrigins().contains("*") || settings.allowOrigins().contains(origin);
  }

  private static boolean isSelf(String origin, Exchange exchange) {
    return origin.replaceFirst("^https?://", "").equals(exchange.header("Host"));
  }

  /** Web pages that are named, and views of VS Code, whose addresses no web page can have. */
  private static String framers(List<String> origins) {
    return Stream.concat(Stream.of("'self'", "vscode-file:", "vscode-webview:"), origins.stream())
        .collect(Collectors.joining(" "));
  }
}
