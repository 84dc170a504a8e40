package dev.logtrail.pattern;

import java.util.function.LongConsumer;

/**
 * The tokenizer that an index and {@link RequiredTokens} share: each run of letters and digits is a
 * token.
 *
 * <p>A token is the 64-bit hash (FNV-1a, mixed) of its first {@value #MAX_LENGTH} characters in
 * lower case. Letters and digits are the JDK's, char by char, so that halves of surrogate pairs
 * separate. A message that writes characters as {@code \}{@code uXXXX} has {@link #ESCAPED} as
 * well. The hash is stored: changing anything here makes stored filters useless.
 */
public final class Tokens {

  /** How many characters of a token count. */
  public static final int MAX_LENGTH = 64;

  /** The token of messages with a JSON escape by number: some of their words are unreadable. */
  public static final long ESCAPED = mix(1);

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private static final char[] ASCII = new char[128];

  static {
    for (char c = 0; c < 128; c++) {
      ASCII[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
    }
  }

  private Tokens() {}

  /**
   * Hands over each token of a message in order, repeats included; allocates nothing.
   *
   * @param message any text, not null
   * @param consumer gets the hashes
   */
  public static void of(String message, LongConsumer consumer) {
    int length = message.length();
    boolean escaped = false;
    for (int at = 0; at < length; at++) {
      char c = lowerInWord(message.charAt(at));
      if (c != 0) {
        escaped |= c == 'u' && at > 0 && isEscape(message, at);
        long hash = OFFSET;
        int counted = at + MAX_LENGTH;
        do {
          hash = at < counted ? (hash ^ c) * PRIME : hash;
          c = ++at < length ? lowerInWord(message.charAt(at)) : 0;
        } while (c != 0);
        consumer.accept(mix(hash));
      }
    }
    if (escaped) {
      consumer.accept(ESCAPED);
    }
  }

  private static boolean isEscape(String message, int at) {
    return message.charAt(at) == 'u' && message.charAt(at - 1) == '\\';
  }

  /**
   * The token of one word.
   *
   * @param word letters and digits only, not empty
   * @throws IllegalArgumentException if it is anything else
   */
  public static long token(String word) {
    if (word.isEmpty() || end(word, 0) != word.length()) {
      throw new IllegalArgumentException("a word is letters and digits only, not: " + word);
    }
    return hash(word, 0, word.length());
  }

  static int end(String text, int from) {
    int at = from;
    while (at < text.length() && inWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static boolean inWord(char c) {
    return lowerInWord(c) != 0;
  }

  /** A letter in lower case, or a digit; 0 for all else. */
  private static char lowerInWord(char c) {
    if (c < 128) {
      return ASCII[c];
    }
    return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
  }

  static long hash(String text, int from, int to) {
    long hash = OFFSET;
    int end = Math.min(to, from + MAX_LENGTH);
    for (int i = from; i < end; i++) {
      hash = (hash ^ lowerInWord(text.charAt(i))) * PRIME;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long x = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return x ^ (x >>> 33);
  }
}
