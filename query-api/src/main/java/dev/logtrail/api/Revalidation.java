package dev.logtrail.api;

import io.javalin.http.Context;

/** Lets clients keep an answer and ask whether it still is the same. */
final class Revalidation {
  private Revalidation() {}

  /**
   * Names the version of the answer, and answers 304 if the client has it already.
   *
   * @param etag of the answer, weak: compressed or not, it is the same
   * @return whether the client has it: nothing more is to be written then
   */
  static boolean isKnown(Context ctx, String etag) {
    ctx.header("Cache-Control", "no-cache").header("ETag", etag);
    boolean known = matches(ctx.header("If-None-Match"), etag);
    if (known) {
      ctx.status(304);
    }
    return known;
  }

  /**
   * Whether {@code If-None-Match} (null if not sent) names a version; weak and strong are alike.
   */
  static boolean matches(String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String tag : ifNoneMatch.split(",")) {
      if (tag.strip().equals("*") || opaque(tag).equals(opaque(etag))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    String bare = tag.strip();
    return bare.startsWith("W/") ? bare.substring(2) : bare;
  }
}
