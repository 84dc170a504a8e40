package dev.logtrail.api;

import dev.logtrail.api.access.Access;
import dev.logtrail.api.http.FaultAnswers;
import dev.logtrail.api.http.QueryEncoding;
import dev.logtrail.ingest.door.Door;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes what is posted to the ingest doors, which are plain functions, before it comes to the
 * routes: senders with one payload a request send many, and what servlets, sessions and routing
 * take of each would be half of what a small one costs. The checks are those of the routes.
 */
final class DoorHandler extends Handler.Wrapper {
  private final Map<String, Door> doors;
  private final Access access;
  private final FaultAnswers faults;
  private final ApiMetrics metrics;
  private final IngestThreads threads;

  DoorHandler(
      List<Door> doors,
      Access access,
      FaultAnswers faults,
      ApiMetrics metrics,
      IngestThreads threads) {
    this.doors = doors.stream().collect(Collectors.toMap(Door::path, Function.identity()));
    this.access = access;
    this.faults = faults;
    this.metrics = metrics;
    this.threads = threads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Door door = HttpMethod.POST.is(request.getMethod()) ? door(request) : null;
    if (door == null) {
      return super.handle(request, response, callback);
    }
    DoorExchange exchange = new DoorExchange(door, faults, metrics, request, response, callback);
    try {
      access.check(exchange);
      QueryEncoding.check(exchange);
      exchange.read(threads);
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
    return true;
  }

  /** As routes are: by the path as it was sent, with or without a slash at its end. */
  private Door door(Request request) {
    String path = request.getHttpURI().getPath();
    if (path == null) {
      return null;
    }
    boolean slash = path.length() > 1 && path.endsWith("/");
    return doors.get(slash ? path.substring(0, path.length() - 1) : path);
  }
}
