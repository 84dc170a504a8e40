package dev.logtrail.structured.convention;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The ways in which one name is spelled: {@code correlation_id} is also {@code correlationId},
 * {@code X-Correlation-Id} and so on.
 */
final class NameForms {
  private NameForms() {}

  /** Every spelling of {@code name}, whose words are parted by underscores. */
  static Set<String> of(String name) {
    List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("_"));
    Set<String> forms = new LinkedHashSet<>();
    forms.add(name);
    for (String between : List.of("_", "-", ".", "")) {
      forms.add(String.join(between, words));
    }
    List<String> capitals = words.stream().map(NameForms::capital).toList();
    String pascal = String.join("", capitals);
    forms.add(pascal);
    forms.add(words.get(0) + pascal.substring(words.get(0).length()));
    forms.add(String.join("-", capitals));
    forms.add(String.join("_", words).toUpperCase(Locale.ROOT));
    forms.add("x-" + String.join("-", words));
    forms.add("X-" + String.join("-", capitals));
    // fooID: what Go and OpenTelemetry's Python write.
    if (words.get(words.size() - 1).equals("id")) {
      forms.add(words.get(0) + pascal.substring(words.get(0).length(), pascal.length() - 2) + "ID");
    }
    return forms;
  }

  private static String capital(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
