package dev.logtrail.api.http;

import dev.logtrail.store.TrailReader;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.trail.Scope;
import io.javalin.http.Context;
import java.util.Objects;

/**
 * Who sent a request, and what it may see or send.
 *
 * @param name of its token, which is no secret; null where none is needed
 * @param scope what lies out of it does not exist for this caller
 */
public record Caller(String name, Scope scope) {
  /** Whoever comes through a door that needs no token. */
  public static final Caller ANYBODY = new Caller(null, Scope.ALL);

  /** Whoever asks what needs no token where other things do: is shown nothing of what is stored. */
  public static final Caller STRANGER = new Caller(null, Scope.NOTHING);

  private static final String ATTRIBUTE = "logtrail.caller";

  public Caller {
    Objects.requireNonNull(scope, "scope");
  }

  /**
   * The caller of a request.
   *
   * @throws IllegalStateException if nobody has checked who it is: then nothing may be answered
   */
  public static Caller of(Exchange exchange) {
    if (exchange.attribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("nobody checked who calls " + exchange.path());
  }

  /** The caller of a request to a route. */
  public static Caller of(Context ctx) {
    return of(Exchange.of(ctx));
  }

  /** Whether a request's caller is known to see no more than a part. */
  static boolean isLimited(Exchange exchange) {
    return exchange.attribute(ATTRIBUTE) instanceof Caller caller && !caller.scope().isAll();
  }

  /** Says that a request is this caller's. */
  public void calls(Exchange exchange) {
    exchange.attribute(ATTRIBUTE, this);
  }

  /** The store as this caller sees it. */
  public TrailReader view(TrailReader reader) {
    return scope.isAll() ? reader : reader.within(scope);
  }

  /** The statistics as this caller sees them. */
  public StatsReader view(StatsReader reader) {
    return scope.isAll() ? reader : reader.within(scope);
  }

  /** The dead letters as this caller sees them. */
  public DeadLetters view(DeadLetters letters) {
    return scope.isAll() ? letters : letters.within(scope);
  }

  /** What tries dead letters again, those that this caller sees. */
  public DeadLetterRetry view(DeadLetterRetry retry) {
    return scope.isAll() ? retry : retry.within(scope);
  }
}
