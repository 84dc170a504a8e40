package dev.logtrail.ingest.aws;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * One permission that was tried.
 *
 * @param needed what was tried
 * @param fault why it does not work, with what would be right; null if it does
 */
public record AwsTrial(AwsPermission needed, String fault) {

  /**
   * Tries a call and adds the outcome to a list.
   *
   * @return what the call answered; null if it failed
   */
  public static <T> T add(List<AwsTrial> trials, AwsPermission needed, Callable<T> call) {
    try {
      T answer = call.call();
      trials.add(new AwsTrial(needed, null));
      return answer;
    } catch (Exception e) {
      trials.add(new AwsTrial(needed, AwsFaults.words(e, needed)));
      return null;
    }
  }
}
