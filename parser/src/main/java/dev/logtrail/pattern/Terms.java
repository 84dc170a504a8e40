package dev.logtrail.pattern;

import java.util.List;

/**
 * Terms over unstructured text.
 *
 * @param required all of these
 * @param optional one of these, unless it is empty
 * @param excluded none of these
 */
record Terms(List<Condition> required, List<Condition> optional, List<Condition> excluded)
    implements Condition {

  /** As AWS has it: beside a term without a question mark, those with one are ignored. */
  Terms {
    optional = required.isEmpty() && excluded.isEmpty() ? List.copyOf(optional) : List.of();
    required = List.copyOf(required);
    excluded = List.copyOf(excluded);
  }

  @Override
  public boolean matches(String text) {
    return required.stream().allMatch(term -> term.matches(text))
        && (optional.isEmpty() || optional.stream().anyMatch(term -> term.matches(text)))
        && excluded.stream().noneMatch(term -> term.matches(text));
  }

  @Override
  public RequiredTokens requiredTokens() {
    return optional.isEmpty()
        ? RequiredTokens.all(required.stream().map(Condition::requiredTokens).toList())
        : RequiredTokens.any(optional.stream().map(Condition::requiredTokens).toList());
  }
}
