package dev.logtrail.store.postgres.search;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.pattern.Tokens;
import java.util.List;
import java.util.stream.Collectors;

/** The tokens of log results: column {@code tokens}, as PostgreSQL writes an {@code int4[]}. */
public final class LogTokens {
  private LogTokens() {}

  /** The tokens of a log; null for null. */
  public static String of(String log) {
    if (log == null) {
      return null;
    }
    TokenSet tokens = new TokenSet();
    Tokens.of(log, hash -> tokens.add(BloomShape.token(hash)));
    StringBuilder text = new StringBuilder("{");
    for (int token : tokens.first(tokens.size())) {
      text.append(text.length() > 1 ? "," : "").append(token);
    }
    return text.append('}').toString();
  }

  /** The condition that log result {@code r} may match; holds numbers only. */
  public static String condition(RequiredTokens required) {
    return "(r.tokens is null or " + part(required) + ")";
  }

  private static String part(RequiredTokens required) {
    if (required instanceof RequiredTokens.Word word) {
      return "r.tokens @> '{" + BloomShape.token(word.token()) + "}'::int4[]";
    }
    if (required instanceof RequiredTokens.All all) {
      return joined(all.parts(), " and ");
    }
    return required instanceof RequiredTokens.Any any ? joined(any.parts(), " or ") : "true";
  }

  private static String joined(List<RequiredTokens> parts, String word) {
    return parts.stream().map(LogTokens::part).collect(Collectors.joining(word, "(", ")"));
  }
}
