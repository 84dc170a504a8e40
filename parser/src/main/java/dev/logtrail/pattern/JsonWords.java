package dev.logtrail.pattern;

import java.util.ArrayList;
import java.util.List;

/** The words of a string as they stand in JSON text, where escapes may hide or extend them. */
final class JsonWords {

  private JsonWords() {}

  /**
   * What a document with this string contains. A control character is written as a backslash and a
   * letter, which the tokenizer takes for the begin of the word behind it; such words are left out.
   */
  static RequiredTokens of(Glob glob) {
    List<RequiredTokens> words = new ArrayList<>();
    String text = glob.text();
    int from = 0;
    boolean bounded = !glob.openStart();
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) < ' ') {
        boolean end = i < text.length() || !glob.openEnd();
        words.add(RequiredTokens.wordsOf(text.substring(from, i), bounded, end));
        from = i + 1;
        bounded = false;
      }
    }
    RequiredTokens all = RequiredTokens.all(words);
    return RequiredTokens.any(List.of(all, new RequiredTokens.Word(Tokens.ESCAPED)));
  }
}
