package dev.logtrail.store;

import dev.logtrail.pattern.Needs;
import dev.logtrail.pattern.Tokens;
import java.util.List;
import java.util.stream.Collectors;

/** The tokens of log results: column {@code tokens}, as PostgreSQL writes an {@code int4[]}. */
final class LogTokens {
  private LogTokens() {}

  /** The tokens of a log; null for null. */
  static String of(String log) {
    if (log == null) {
      return null;
    }
    TokenSet tokens = new TokenSet();
    Tokens.of(log, hash -> tokens.add(FilterShape.token(hash)));
    StringBuilder text = new StringBuilder("{");
    for (int token : tokens.first(tokens.size())) {
      text.append(text.length() > 1 ? "," : "").append(token);
    }
    return text.append('}').toString();
  }

  /** The condition that log result {@code r} may match; holds numbers only. */
  static String condition(Needs needs) {
    return "(r.tokens is null or " + part(needs) + ")";
  }

  private static String part(Needs needs) {
    if (needs instanceof Needs.Word word) {
      return "r.tokens @> '{" + FilterShape.token(word.token()) + "}'::int4[]";
    }
    if (needs instanceof Needs.All all) {
      return joined(all.parts(), " and ");
    }
    return needs instanceof Needs.Any any ? joined(any.parts(), " or ") : "true";
  }

  private static String joined(List<Needs> parts, String word) {
    return parts.stream().map(LogTokens::part).collect(Collectors.joining(word, "(", ")"));
  }
}
