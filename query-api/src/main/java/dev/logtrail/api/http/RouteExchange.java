package dev.logtrail.api.http;

import io.javalin.http.Context;

/** The exchange of a route of Javalin's. */
record RouteExchange(Context ctx) implements Exchange {

  @Override
  public String method() {
    return ctx.method().name();
  }

  @Override
  public String path() {
    return ctx.path();
  }

  @Override
  public String query() {
    return ctx.req().getQueryString();
  }

  @Override
  public String header(String name) {
    return ctx.header(name);
  }

  @Override
  public String answerHeader(String name) {
    return ctx.res().getHeader(name);
  }

  @Override
  public void answerHeader(String name, String value) {
    ctx.header(name, value);
  }

  @Override
  public Object attribute(String name) {
    return ctx.attribute(name);
  }

  @Override
  public void attribute(String name, Object value) {
    ctx.attribute(name, value);
  }
}
