package dev.logtrail.service.settings;

import dev.logtrail.text.NamePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One {@code PATTERN=VALUE} of a setting that differs by function.
 *
 * @param option the setting
 * @param pattern of function names
 * @param value what it is for them
 */
record PatternSetting(String option, NamePattern pattern, String value) {

  /**
   * Reads all values of a setting; blank ones are left out.
   *
   * @throws UserError if one is not of the form
   */
  static List<PatternSetting> all(String option, List<String> texts, String example) {
    List<PatternSetting> settings = new ArrayList<>();
    for (String text : texts) {
      // A list in a YAML file arrives in its brackets.
      String plain = text.replace("[", "").replace("]", "").strip();
      int equals = plain.lastIndexOf('=');
      if (plain.isEmpty()) {
        continue;
      }
      if (equals < 1 || equals == plain.length() - 1) {
        throw UserError.ofSettings(
            "%s is '%s'; right would be %s".formatted(option, text, example));
      }
      settings.add(
          new PatternSetting(
              option,
              new NamePattern(plain.substring(0, equals).strip()),
              plain.substring(equals + 1).strip()));
    }
    return settings;
  }

  /**
   * The value as one of some words.
   *
   * @throws UserError if it is none of them
   */
  <T> T word(T[] values, Function<T, String> word) {
    return Arrays.stream(values)
        .filter(v -> word.apply(v).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.ofSettings(
                    "%s of %s is '%s'; right would be %s"
                        .formatted(
                            option,
                            pattern.text(),
                            value,
                            Arrays.stream(values).map(word).collect(Collectors.joining(", ")))));
  }

  /**
   * The value as a number of at least 1.
   *
   * @throws UserError if it is none
   */
  int positive() {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for numbers that are too small
    }
    throw UserError.ofSettings(
        "%s of %s is '%s'; right would be a whole number from 1"
            .formatted(option, pattern.text(), value));
  }
}
