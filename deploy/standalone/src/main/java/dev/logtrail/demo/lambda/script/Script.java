package dev.logtrail.demo.lambda.script;

import java.util.List;
import java.util.Random;

/** The business of a simulated function: what its code says. */
public interface Script {
  /** What the code outside the handler says while the environment initialises; may be empty. */
  List<Say> init(Random random);

  /** The exception of an init that fails. */
  Fault initFault();

  /** One request's story. */
  Story story(Random random);

  /**
   * What a background task says that outlives its request: written in the next request of the same
   * environment, with the id of this one. Null if the function has none.
   */
  default Say background(Random random) {
    return null;
  }
}
