package dev.logtrail.redact.rule;

/** Finds the secrets of one kind, in time linear in the text. Immutable. */
public interface Rule {
  /** The kind, as masks, settings and metrics name it. */
  String name();

  /** False if the text surely holds none: a quick look, since most texts hold none. */
  boolean mayMatch(CharSequence text);

  /** Adds where the secrets of a text are. */
  void find(CharSequence text, Spans out);

  /**
   * Where the secret begins in the value of a JSON field that is named for it; -1 if the name says
   * nothing.
   *
   * @param key the field's name in lower case, without {@code _}, {@code -} and {@code .}
   */
  default int secretOfField(String key, String value) {
    return -1;
  }
}
