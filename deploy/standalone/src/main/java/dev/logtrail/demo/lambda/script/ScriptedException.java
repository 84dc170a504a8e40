package dev.logtrail.demo.lambda.script;

import java.util.List;
import java.util.Objects;

/**
 * An exception of a simulated function, in the words of its own language.
 *
 * @param type the class as the language names it, such as {@code KeyError} or {@code
 *     java.io.IOException}
 * @param message its message
 * @param frames innermost call last, as Python prints them; runtimes that print the innermost first
 *     turn them round
 */
public record ScriptedException(String type, String message, List<Frame> frames) {
  public ScriptedException {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(message, "message");
    frames = List.copyOf(frames);
  }

  /**
   * One call.
   *
   * @param file source file, as the language prints it
   * @param line line number, from 1
   * @param function the function or method
   * @param code the source line, shown by Python only; empty elsewhere
   */
  public record Frame(String file, int line, String function, String code) {
    public Frame {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(function, "function");
      Objects.requireNonNull(code, "code");
    }
  }

  /** The frames, innermost first. */
  public List<Frame> innermostFirst() {
    Frame[] turned = new Frame[frames.size()];
    for (int i = 0; i < turned.length; i++) {
      turned[turned.length - 1 - i] = frames.get(i);
    }
    return List.of(turned);
  }
}
