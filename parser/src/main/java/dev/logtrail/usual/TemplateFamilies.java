package dev.logtrail.usual;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Templates that one log statement writes though they differ: a value without a digit in it, such
 * as a file's name, stands as it is where others have a {@code *}. Such a template counts as the
 * more frequent one that has a {@code *} there.
 */
final class TemplateFamilies {
  private static final String ANY = "*";

  /** How many templates of one shape are compared with one; others are taken as they are. */
  private static final int MOST_COMPARED = 200;

  /** Templates of one shape, the most frequent first. */
  private final Map<String, List<Known>> byShape = new HashMap<>();

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, String> found = new HashMap<>();

  /**
   * A template with a {@code *}.
   *
   * @param words its words, and each character between them
   * @param count in how many trails it is
   */
  private record Known(String template, List<String> words, int count) {}

  /**
   * Learns families.
   *
   * @param trailsOf in which trails each template is
   */
  TemplateFamilies(Map<String, BitSet> trailsOf) {
    trailsOf.forEach((template, in) -> counts.put(template, in.cardinality()));
    counts.entrySet().stream()
        .filter(e -> e.getKey().contains(ANY))
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(e -> new Known(e.getKey(), words(e.getKey()), e.getValue()))
        .forEach(k -> byShape.computeIfAbsent(shape(k.words()), s -> new ArrayList<>()).add(k));
  }

  /** The template that stands for one, which need not be known; itself if there is none. */
  String of(String template) {
    return found.computeIfAbsent(template, this::find);
  }

  private String find(String template) {
    int own = counts.getOrDefault(template, 0);
    List<String> words = words(template);
    return byShape.getOrDefault(shape(words), List.of()).stream()
        .limit(MOST_COMPARED)
        .filter(known -> known.count() > own && covers(known.words(), words))
        .findFirst()
        .map(Known::template)
        .orElse(template);
  }

  /** Whether one has a {@code *} wherever they differ, and a word of its own. */
  private static boolean covers(List<String> general, List<String> special) {
    boolean hasWord = false;
    for (int i = 0; i < general.size(); i++) {
      String word = general.get(i);
      if (!word.equals(ANY)) {
        if (!word.equals(special.get(i))) {
          return false;
        }
        hasWord |= Character.isLetter(word.charAt(0));
      }
    }
    return hasWord;
  }

  /** What stands between its words, each of which is a {@code *}. */
  private static String shape(List<String> words) {
    StringBuilder shape = new StringBuilder();
    for (String part : words) {
      shape.append(MessageTemplate.isWord(part.charAt(0)) ? ANY : part);
    }
    return shape.toString();
  }

  /** Its words, and each character between them. */
  private static List<String> words(String template) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < template.length()) {
      boolean isWord = MessageTemplate.isWord(template.charAt(i));
      int end = isWord ? MessageTemplate.word(template, i) : i + 1;
      words.add(template.substring(i, end));
      i = end;
    }
    return words;
  }
}
