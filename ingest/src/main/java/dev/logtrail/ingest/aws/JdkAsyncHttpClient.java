package dev.logtrail.ingest.aws;

import dev.logtrail.ingest.AsyncFault;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.awssdk.utils.AttributeMap;

/** The SDK's asynchronous calls by the JDK's own HTTP client: those whose answers are streams. */
final class JdkAsyncHttpClient implements SdkAsyncHttpClient {
  /** Headers that the JDK's client sets by itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

  private final HttpClient http;

  JdkAsyncHttpClient(Duration connectWithin) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectWithin)
            .build();
  }

  /** Makes clients. */
  record Builder(Duration connectWithin) implements SdkAsyncHttpClient.Builder<Builder> {
    @Override
    public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
      return new JdkAsyncHttpClient(connectWithin);
    }
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest call) {
    SdkHttpRequest request = call.request();
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(request.getUri())
            .method(request.method().name(), body(call.requestContentPublisher()));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> sent.header(name, value));
              }
            });
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
        http.sendAsync(sent.build(), BodyHandlers.ofPublisher());
    answer.whenComplete(
        (head, fault) -> {
          if (fault != null) {
            Throwable cause = AsyncFault.cause(fault);
            call.responseHandler().onError(cause);
            done.completeExceptionally(cause);
            return;
          }
          call.responseHandler()
              .onHeaders(
                  SdkHttpFullResponse.builder()
                      .statusCode(head.statusCode())
                      .headers(head.headers().map())
                      .build());
          call.responseHandler()
              .onStream(
                  subscriber ->
                      FlowAdapters.toPublisher(head.body())
                          .subscribe(new Joined(subscriber, done)));
        });
    done.whenComplete((nothing, fault) -> answer.cancel(true));
    return done;
  }

  private static BodyPublisher body(SdkHttpContentPublisher content) {
    long length = content == null ? 0 : content.contentLength().orElse(0L);
    return length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(FlowAdapters.toFlowPublisher(content), length);
  }

  /** Makes one buffer of those that came together, so that each is asked for once. */
  private record Joined(Subscriber<? super ByteBuffer> target, CompletableFuture<Void> done)
      implements Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Subscription subscription) {
      done.whenComplete(
          (nothing, fault) -> {
            if (done.isCancelled()) {
              subscription.cancel();
            }
          });
      target.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      ByteBuffer all = ByteBuffer.allocate(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
      buffers.forEach(all::put);
      target.onNext(all.flip());
    }

    @Override
    public void onError(Throwable fault) {
      target.onError(fault);
      done.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
      target.onComplete();
      done.complete(null);
    }
  }

  @Override
  public String clientName() {
    return "Jdk";
  }

  @Override
  public void close() {
    // The JDK ends its threads once nobody uses them.
  }
}
