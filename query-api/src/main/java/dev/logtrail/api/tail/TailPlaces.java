package dev.logtrail.api.tail;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ServerLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of the live tail: so many in all, a part of them for the holders of one token, and a
 * part for one address of them. Where no token is needed, whoever comes may have all.
 */
public final class TailPlaces {
  private final int most;
  private final int mostOfToken;
  private final int mostOfAddress;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /** As many as there may be clients of any kind. */
  public TailPlaces() {
    this(
        ServerLimits.TAIL_CLIENTS,
        ServerLimits.TAIL_CLIENTS_OF_TOKEN,
        ServerLimits.TAIL_CLIENTS_OF_ADDRESS);
  }

  /**
   * So many.
   *
   * @param mostOfToken for one token
   * @param mostOfAddress for one address of its holders
   */
  public TailPlaces(int most, int mostOfToken, int mostOfAddress) {
    this.most = most;
    this.mostOfToken = mostOfToken;
    this.mostOfAddress = mostOfAddress;
  }

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
    if (all >= most) {
      throw refusal(503, most + " clients follow already; try again later.");
    }
    if (caller.name() == null) {
      return place(List.of());
    }
    String token = caller.name();
    String from = token + ' ' + address; // No name of a token holds a blank.
    if (taken.getOrDefault(token, 0) >= mostOfToken) {
      throw refusal(
          429,
          "%d clients follow with the token %s, the most that may with one; end some, or use another token."
              .formatted(mostOfToken, token));
    }
    if (taken.getOrDefault(from, 0) >= mostOfAddress) {
      throw refusal(
          429,
          "%d clients follow from this address with the token %s, the most that may; end some."
              .formatted(mostOfAddress, token));
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
