package dev.logtrail.api.http;

import io.javalin.http.Context;

/**
 * A request and its answer, as far as what is common to all routes must know them: who calls, what
 * is wrong with a request, and how that is told. Deliveries and all other requests are carried by
 * different parts of the server.
 */
public interface Exchange {
  /** In capitals, such as {@code GET}. */
  String method();

  /** As it was sent, without the query. */
  String path();

  /** As it was sent; null if there is none. */
  String query();

  /** A header of the request by name, in any case; null if absent. */
  String header(String name);

  /** A header of the answer as it stands; null if absent. */
  String answerHeader(String name);

  /** Sets a header of the answer. */
  void answerHeader(String name, String value);

  /** What was noted of the request; null if nothing was. */
  Object attribute(String name);

  /** Notes something of the request. */
  void attribute(String name, Object value);

  /** Tells caches of one more header of the request that the answer depends on. */
  default void vary(String name) {
    String before = answerHeader("Vary");
    answerHeader("Vary", before == null ? name : before + ", " + name);
  }

  /** That of a route. */
  static Exchange of(Context ctx) {
    return new RouteExchange(ctx);
  }
}
