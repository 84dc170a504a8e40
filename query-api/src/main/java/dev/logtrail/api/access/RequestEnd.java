package dev.logtrail.api.access;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** What is done when a request has been answered: its bytes are charged, and a line is logged. */
final class RequestEnd implements RequestLog {
  private static final String TOKEN = "logtrail.token";
  private static final int PATH_CHARS = 2_000;

  private final RateLimiter rates;
  private final Consumer<AccessLine> log;

  /**
   * @param log null for none
   */
  RequestEnd(RateLimiter rates, Consumer<AccessLine> log) {
    this.rates = rates;
    this.log = log;
  }

  /** The attribute of a request that says which token it came with. */
  static String tokenAttribute() {
    return TOKEN;
  }

  @Override
  public void log(Request request, Response response) {
    AccessToken token = (AccessToken) request.getAttribute(TOKEN);
    long written = Response.getContentBytesWritten(response);
    String path = path(request);
    // A live tail lasts for hours and has limits of its own.
    if (token != null && !path.equals("/api/v1/tail")) {
      rates.charge(token, Math.max(0, Request.getContentBytesRead(request)) + written);
    }
    if (log != null) {
      log.accept(
          new AccessLine(
              Instant.ofEpochMilli(Request.getTimeStamp(request)),
              Request.getRemoteAddr(request),
              token == null ? null : token.name(),
              request.getMethod(),
              path,
              response.getStatus(),
              written,
              TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime())));
    }
  }

  private static String path(Request request) {
    String path = String.valueOf(request.getHttpURI().getPath());
    return path.length() <= PATH_CHARS ? path : path.substring(0, PATH_CHARS) + "…";
  }
}
