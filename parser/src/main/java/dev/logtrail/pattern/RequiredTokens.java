package dev.logtrail.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The tokens that a message must contain to match a pattern: a tree of words, by which a search
 * leaves out most messages before it reads them.
 */
public sealed interface RequiredTokens {

  /**
   * Whether a set of tokens may belong to a matching message.
   *
   * @param contains whether a token, as {@link Tokens} hashes it, is in the set; may err to true
   * @return false only if no message with these tokens matches
   */
  boolean allows(LongPredicate contains);

  /** No token is required: any message may match. */
  record Unconstrained() implements RequiredTokens {
    @Override
    public boolean allows(LongPredicate contains) {
      return true;
    }
  }

  /**
   * One token.
   *
   * @param token its hash by {@link Tokens}
   */
  record Word(long token) implements RequiredTokens {
    @Override
    public boolean allows(LongPredicate contains) {
      return contains.test(token);
    }
  }

  /**
   * Each of these.
   *
   * @param parts two or more
   */
  record All(List<RequiredTokens> parts) implements RequiredTokens {
    /** Keeps a copy. */
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean allows(LongPredicate contains) {
      return parts.stream().allMatch(part -> part.allows(contains));
    }
  }

  /**
   * At least one of these.
   *
   * @param parts two or more
   */
  record Any(List<RequiredTokens> parts) implements RequiredTokens {
    /** Keeps a copy. */
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean allows(LongPredicate contains) {
      return parts.stream().anyMatch(part -> part.allows(contains));
    }
  }

  /** Each of these; an unconstrained part adds nothing. */
  static RequiredTokens all(List<RequiredTokens> parts) {
    List<RequiredTokens> known =
        parts.stream().filter(part -> !(part instanceof Unconstrained)).distinct().toList();
    return switch (known.size()) {
      case 0 -> new Unconstrained();
      case 1 -> known.get(0);
      default -> new All(known);
    };
  }

  /** At least one of these; unconstrained if one of them is, or if there are none. */
  static RequiredTokens any(List<RequiredTokens> parts) {
    if (parts.isEmpty() || parts.stream().anyMatch(Unconstrained.class::isInstance)) {
      return new Unconstrained();
    }
    List<RequiredTokens> distinct = parts.stream().distinct().toList();
    return distinct.size() == 1 ? distinct.get(0) : new Any(distinct);
  }

  /**
   * The whole words of a text that stands somewhere in the message.
   *
   * @param text what the message contains
   * @param boundedStart whether what precedes the text there is no letter and no digit
   * @param boundedEnd whether what follows is none
   */
  static RequiredTokens wordsOf(String text, boolean boundedStart, boolean boundedEnd) {
    List<RequiredTokens> words = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = Tokens.end(text, at);
      boolean whole = (at > 0 || boundedStart) && (end < text.length() || boundedEnd);
      if (end > at && whole) {
        words.add(new Word(Tokens.hash(text, at, end)));
      }
      at = Math.max(end, at + 1);
    }
    return all(words);
  }
}
