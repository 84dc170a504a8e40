package dev.logtrail.pattern;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a message has the first of the words that a pattern requires. */
final class FirstWord {
  private FirstWord() {}

  /** Its index; -1 if no word is required, or the message has none of them as a whole word. */
  static int of(RequiredTokens required, String message) {
    Set<Long> wanted = new HashSet<>();
    collect(required, wanted);
    for (int at = 0; !wanted.isEmpty() && at < message.length(); at++) {
      int end = Tokens.end(message, at);
      if (end > at) {
        if (wanted.contains(Tokens.token(message.substring(at, end)))) {
          return at;
        }
        at = end;
      }
    }
    return -1;
  }

  private static void collect(RequiredTokens required, Set<Long> into) {
    if (required instanceof RequiredTokens.Word word) {
      into.add(word.token());
    } else {
      parts(required).forEach(part -> collect(part, into));
    }
  }

  private static List<RequiredTokens> parts(RequiredTokens required) {
    return required instanceof RequiredTokens.All all
        ? all.parts()
        : required instanceof RequiredTokens.Any any ? any.parts() : List.of();
  }
}
