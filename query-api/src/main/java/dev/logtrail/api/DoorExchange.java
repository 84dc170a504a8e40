package dev.logtrail.api;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Exchange;
import dev.logtrail.api.http.FaultAnswers;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.ingest.AsyncFault;
import dev.logtrail.ingest.door.DeliveryRefusedException;
import dev.logtrail.ingest.door.Door;
import dev.logtrail.ingest.door.DoorAnswer;
import dev.logtrail.ingest.door.WholeBody;
import dev.logtrail.limit.DeliveryLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** One request to a door, from its body to its answer. */
final class DoorExchange implements Exchange {
  private static final byte[] NOTHING = {};

  private final Door door;
  private final FaultAnswers faults;
  private final ApiMetrics metrics;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final long startedAt = System.nanoTime();
  private Fields parameters;

  /**
   * @param callback completed when the answer is written
   */
  DoorExchange(
      Door door,
      FaultAnswers faults,
      ApiMetrics metrics,
      Request request,
      Response response,
      Callback callback) {
    this.door = door;
    this.faults = faults;
    this.metrics = metrics;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** Reads the body, hands it to the door and answers. */
  void read(IngestThreads threads) {
    Caller caller = Caller.of(this);
    if (request.getLength() > DeliveryLimits.BODY_BYTES) {
      handle(NOTHING, caller); // Refused for its length: none of it is read.
      return;
    }
    threads
        .read(request, request.getLength(), body -> handle(body, caller))
        .whenComplete(
            (done, fault) -> {
              if (fault != null) {
                fail(AsyncFault.cause(fault));
              }
            });
  }

  /** Completes when the answer has been given; until then no thread waits. */
  private CompletableFuture<Void> handle(byte[] body, Caller caller) {
    try {
      return door.take(this::header, this::parameter, new WholeBody(body), caller.scope())
          .handle(
              (answer, fault) -> {
                if (fault == null) {
                  answer(answer);
                } else {
                  refuse(AsyncFault.cause(fault));
                }
                return null;
              });
    } catch (DeliveryRefusedException | IOException | RuntimeException e) {
      refuse(e);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void refuse(Throwable fault) {
    if (!(fault instanceof DeliveryRefusedException refused)) {
      fail(fault);
      return;
    }
    Problem problem = Problem.of(refused.status(), refused.getMessage());
    for (Map.Entry<String, String> header : refused.headers().entrySet()) {
      problem = problem.with(header.getKey(), header.getValue());
    }
    fail(new ProblemException(problem));
  }

  private String parameter(String name) {
    String query = query();
    if (query == null || query.isEmpty()) {
      return null;
    }
    if (query.indexOf('%') < 0 && query.indexOf('+') < 0) {
      return plain(query, name);
    }
    if (parameters == null) {
      parameters = Request.extractQueryParameters(request);
    }
    return parameters.getValue(name);
  }

  /** The first value of a name, in a query in which nothing is encoded. */
  private static String plain(String query, String name) {
    int from = 0;
    while (from < query.length()) {
      int and = query.indexOf('&', from);
      int end = and < 0 ? query.length() : and;
      int key = from + name.length();
      if (query.startsWith(name, from) && key <= end) {
        if (key == end) {
          return "";
        }
        if (query.charAt(key) == '=') {
          return query.substring(key + 1, end);
        }
      }
      from = end + 1;
    }
    return null;
  }

  /** Answers with what went wrong, in the form that the door's senders understand. */
  void fail(Throwable fault) {
    Problem problem = faults.told(this, fault);
    problem.headers().forEach(this::answerHeader);
    answer(FaultAnswers.refusal(door, this, problem));
  }

  private void answer(DoorAnswer answer) {
    if (response.isCommitted()) {
      callback.failed(new IllegalStateException("answered already"));
      return;
    }
    answer.headers().forEach(this::answerHeader);
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    metrics.answered(method(), path(), answer.status(), System.nanoTime() - startedAt);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return door.path();
  }

  @Override
  public String query() {
    return request.getHttpURI().getQuery();
  }

  @Override
  public String header(String name) {
    return request.getHeaders().get(name);
  }

  @Override
  public String answerHeader(String name) {
    return response.getHeaders().get(name);
  }

  @Override
  public void answerHeader(String name, String value) {
    response.getHeaders().put(name, value);
  }

  @Override
  public Object attribute(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void attribute(String name, Object value) {
    request.setAttribute(name, value);
  }
}
