package dev.logtrail.demo.lambda.script;

import java.util.List;
import java.util.Random;

/** What the code of a simulated function logs. */
public interface FunctionScript {
  /** What the code outside the handler logs while the environment initialises; may be empty. */
  List<LogCall> init(Random random);

  /** The exception of an init that fails. */
  ScriptedException initException();

  /** What the handler does in one request. */
  RequestScript request(Random random);

  /**
   * What a background task logs that outlives its request: written in the next request of the same
   * environment, with the id of this one. Null if the function has none.
   */
  default LogCall background(Random random) {
    return null;
  }
}
