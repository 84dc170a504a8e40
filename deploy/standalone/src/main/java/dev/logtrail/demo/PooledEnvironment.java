package dev.logtrail.demo;

import dev.logtrail.demo.lambda.LambdaEnvironment;
import dev.logtrail.demo.lambda.LogAgent;

/**
 * One environment of the fleet, with the sender of its log stream.
 *
 * @param environment runs requests
 * @param agent sends what they write
 * @param retireAt from when Lambda ends it, epoch ms, whether it is used or not
 */
record PooledEnvironment(LambdaEnvironment environment, LogAgent agent, long retireAt) {

  /** Whether it can run a request at this time. */
  boolean isFree(long at) {
    return environment.freeAt() <= at;
  }

  /** Whether it is to be ended at this time: too old or long unused, and not busy. */
  boolean isDone(long at, long idleMs) {
    boolean unused = environment.freeAt() + idleMs <= at;
    return isFree(at) && (unused || retireAt <= at);
  }
}
