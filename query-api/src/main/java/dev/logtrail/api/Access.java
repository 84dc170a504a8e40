package dev.logtrail.api;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Decides who may do what: tokens, hosts, origins; and sets the headers that bind browsers. */
final class Access {
  private static final Pattern LOOPBACK_NAMES =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|.*\\.localhost");
  private static final Pattern PORT = Pattern.compile(":\\d+$");

  private final ApiSettings settings;
  private final String contentSecurityPolicy;

  Access(ApiSettings settings) {
    this.settings = settings;
    this.contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
            + String.join(" ", framers(settings.allowOrigins()));
  }

  /** Runs before each route. Ends preflights; throws a problem for what is not allowed. */
  void check(Context ctx) {
    headers(ctx);
    checkHost(ctx);
    checkOrigin(ctx);
    if (ctx.method().name().equals("OPTIONS")) {
      options(ctx);
      return;
    }
    String path = ctx.path();
    if (path.startsWith("/ingest/") || changesDeadLetters(ctx)) {
      checkToken(ctx, settings.ingestToken(), "LOGTRAIL_INGEST_TOKEN");
    } else if (path.startsWith("/api/") || path.equals("/metrics")) {
      checkToken(ctx, settings.readToken(), "LOGTRAIL_TOKEN");
    }
  }

  private static boolean changesDeadLetters(Context ctx) {
    String method = ctx.method().name();
    return ctx.path().startsWith("/api/v1/dead-letters")
        && (method.equals("POST") || method.equals("DELETE"));
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

  /** Without a token only the name protects: a foreign page may point its own name at loopback. */
  private void checkHost(Context ctx) {
    String host = ctx.header("Host");
    if (settings.readToken() != null || host == null) {
      return;
    }
    String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    boolean known =
        LOOPBACK_NAMES.matcher(name).matches()
            || name.equals(settings.host())
            || settings.allowOrigins().stream()
                .anyMatch(o -> o.equals("*") || name.equals(URI.create(o).getHost()));
    if (!known) {
      throw new ProblemException(
          421,
          "Host '"
              + host
              + "' is not this server's name. Without a token it answers to localhost"
              + " and to hosts of --allow-origin; set LOGTRAIL_TOKEN to be called by other names.");
    }
  }

  /** A page of another origin can send, though not read: what changes something is refused. */
  private void checkOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    boolean changes = ctx.method().name().equals("POST") || ctx.method().name().equals("DELETE");
    if (changes && origin != null && !isAllowed(origin) && !isSelf(origin, ctx)) {
      throw new ProblemException(
          403, "Pages of '" + origin + "' may not send here: name it in --allow-origin.");
    }
  }

  private void checkToken(Context ctx, String token, String setting) {
    if (token == null) {
      return;
    }
    String sent = sentToken(ctx);
    if (sent == null) {
      throw unauthorized("This route needs 'Authorization: Bearer …' with " + setting + ".");
    }
    byte[] a = sent.getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(a, token.getBytes(StandardCharsets.UTF_8))) {
      throw unauthorized("The Bearer token is not the one of " + setting + ".");
    }
  }

  private static String sentToken(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authorization.substring(7).strip();
    }
    // Firehose can send its token in no other way.
    return ctx.path().equals("/ingest/firehose") ? ctx.header("X-Amz-Firehose-Access-Key") : null;
  }

  private static void options(Context ctx) {
    boolean ingest = ctx.path().startsWith("/ingest/");
    boolean letters = ctx.path().startsWith("/api/v1/dead-letters");
    String methods =
        ingest
            ? "POST, OPTIONS"
            : letters ? "GET, HEAD, POST, DELETE, OPTIONS" : "GET, HEAD, OPTIONS";
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

  private static List<String> framers(List<String> origins) {
    return origins.isEmpty()
        ? List.of("'self'")
        : java.util.stream.Stream.concat(java.util.stream.Stream.of("'self'"), origins.stream())
            .toList();
  }

  private static ProblemException unauthorized(String detail) {
    return new ProblemException(
        Problem.of(401, detail).with("WWW-Authenticate", "Bearer realm=\"logtrail\""));
  }
}
