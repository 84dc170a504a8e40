package dev.logtrail.ingest.aws;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One permission that was tried.
 *
 * @param needed what was tried
 * @param fault why it does not work, with what would be right; null if it does
 * @param found what the call found, in words; null if that is not worth a word
 */
public record AwsTrial(AwsPermission needed, String fault, String found) {

  /**
   * Makes trials; where not even a client can be made, as without a region, that is the outcome.
   *
   * @param first what would have been tried first
   */
  public static void all(List<AwsTrial> trials, AwsPermission first, Runnable tries) {
    try {
      tries.run();
    } catch (SdkException e) {
      trials.add(new AwsTrial(first, AwsFaults.words(e, first), null));
    }
  }

  /**
   * Tries a call and adds the outcome to a list.
   *
   * @return what the call answered; null if it failed
   */
  public static <T> T add(List<AwsTrial> trials, AwsPermission needed, Callable<T> call) {
    return add(trials, needed, call, answer -> null);
  }

  /**
   * The same, and says what was found.
   *
   * @param found words on an answer; it may answer null
   */
  public static <T> T add(
      List<AwsTrial> trials, AwsPermission needed, Callable<T> call, Function<T, String> found) {
    try {
      T answer = call.call();
      trials.add(new AwsTrial(needed, null, found.apply(answer)));
      return answer;
    } catch (Exception e) {
      trials.add(new AwsTrial(needed, AwsFaults.words(e, needed), null));
      return null;
    }
  }
}
