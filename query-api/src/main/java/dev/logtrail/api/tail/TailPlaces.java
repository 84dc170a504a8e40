package dev.logtrail.api.tail;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ServerLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of the live tail: so many in all, half of them for the holders of one token, and a
 * fifth for one address of them. Where no token is needed, whoever comes may have all.
 */
public final class TailPlaces {
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /** One client's place; closing it gives it back, once. */
  public final class Place implements AutoCloseable {
    private final List<String> keys;
    private boolean closed;

    private Place(List<String> keys) {
      this.keys = keys;
    }

    @Override
    public void close() {
      synchronized (TailPlaces.this) {
        if (!closed) {
          closed = true;
          all--;
          keys.forEach(key -> taken.computeIfPresent(key, (k, n) -> n > 1 ? n - 1 : null));
        }
      }
    }
  }

  /**
   * Takes a place.
   *
   * @param address from where the caller comes
   * @throws ProblemException 503 if all are taken, 429 if the caller has its share
   */
  public synchronized Place take(Caller caller, String address) {
    if (all >= ServerLimits.TAIL_CLIENTS) {
      throw refusal(503, ServerLimits.TAIL_CLIENTS + " clients follow already; try again later.");
    }
    if (caller.name() == null) {
      return place(List.of());
    }
    String token = caller.name();
    String from = token + ' ' + address; // No name of a token holds a blank.
    if (taken.getOrDefault(token, 0) >= ServerLimits.TAIL_CLIENTS_OF_TOKEN) {
      throw refusal(
          429,
          "%d clients follow with the token %s, the most that may with one; end some, or use another token."
              .formatted(ServerLimits.TAIL_CLIENTS_OF_TOKEN, token));
    }
    if (taken.getOrDefault(from, 0) >= ServerLimits.TAIL_CLIENTS_OF_ADDRESS) {
      throw refusal(
          429,
          "%d clients follow from this address with the token %s, the most that may; end some."
              .formatted(ServerLimits.TAIL_CLIENTS_OF_ADDRESS, token));
    }
    return place(List.of(token, from));
  }

  private Place place(List<String> keys) {
    all++;
    keys.forEach(key -> taken.merge(key, 1, Integer::sum));
    return new Place(keys);
  }

  private static ProblemException refusal(int status, String detail) {
    return new ProblemException(
        Problem.of(status, detail)
            .with("Retry-After", String.valueOf(ServerLimits.TAIL_RETRY_AFTER_S)));
  }
}
