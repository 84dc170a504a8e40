package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsPermission;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * The two calls of S3 that reading takes, in one bucket. A bucket in another region says where it
 * is, and is called there from then on. Each call is made once; one thread at a time.
 */
final class S3Api implements AutoCloseable {
  private static final int REDIRECTED = 300;
  private static final int PARTIAL = 206;
  private static final int ERROR_BYTES = 1 << 16;
  private static final String REGION_HEADER = "x-amz-bucket-region";

  private final String bucket;
  private final URI endpoint;
  private final AwsClients clients;
  private final SdkHttpClient http = AwsClients.http();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private Region region;

  S3Api(String bucket, AwsAccess access) {
    this.bucket = bucket;
    this.endpoint = access.endpoint();
    this.clients = new AwsClients(access);
  }

  /** What listing needs to be allowed. */
  AwsPermission listing() {
    return new AwsPermission("s3:ListBucket", "arn:aws:s3:::" + bucket);
  }

  /** What reading needs to be allowed. */
  AwsPermission reading() {
    return new AwsPermission("s3:GetObject", "arn:aws:s3:::" + bucket + "/*");
  }

  /**
   * A page of objects, by their keys.
   *
   * @param after the key after which it begins; null for the first
   * @param token of the page before; null for the first
   */
  S3Listing list(String prefix, String after, String token) throws IOException {
    Map<String, String> query = new TreeMap<>(Map.of("list-type", "2", "encoding-type", "url"));
    if (!prefix.isEmpty()) {
      query.put("prefix", prefix);
    }
    if (token != null) {
      query.put("continuation-token", token);
    } else if (after != null) {
      query.put("start-after", after);
    }
    try (InputStream body = call("", query, Map.of()).body) {
      return S3Listing.read(body);
    }
  }

  /**
   * An object's bytes from an offset on; they may end early.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if it is gone, is another
   *     one by now ({@code PreconditionFailed}), or may not be read
   */
  InputStream open(S3Object object, long offset) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    if (offset > 0) {
      headers.put("Range", "bytes=" + offset + "-");
    }
    if (object.etag() != null) {
      headers.put("If-Match", object.etag());
    }
    Answer answer = call(SdkHttpUtils.urlEncodeIgnoreSlashes(object.key()), Map.of(), headers);
    if (offset > 0 && answer.status != PARTIAL) {
      answer.body.skipNBytes(offset); // Not every emulator knows ranges.
    }
    return answer.body;
  }

  /** An answer that is no error. */
  private record Answer(int status, AbortableInputStream body) {}

  private Answer call(String key, Map<String, String> query, Map<String, String> headers)
      throws IOException {
    if (region == null) {
      region = clients.region();
    }
    HttpExecuteResponse answer = send(key, query, headers);
    Optional<String> home = answer.httpResponse().firstMatchingHeader(REGION_HEADER);
    if (answer.httpResponse().statusCode() >= REDIRECTED
        && home.isPresent()
        && !home.get().equals(region.id())) {
      close(answer);
      region = Region.of(home.get());
      answer = send(key, query, headers);
    }
    SdkHttpResponse head = answer.httpResponse();
    AbortableInputStream body =
        answer
            .responseBody()
            .orElseGet(() -> AbortableInputStream.create(InputStream.nullInputStream()));
    if (head.statusCode() >= REDIRECTED) {
      try (body) {
        throw S3Fault.of(head.statusCode(), body.readNBytes(ERROR_BYTES));
      }
    }
    return new Answer(head.statusCode(), body);
  }

  private HttpExecuteResponse send(
      String key, Map<String, String> query, Map<String, String> headers) throws IOException {
    SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(SdkHttpMethod.GET);
    String host = "https://" + ServiceMetadata.of("s3").endpointFor(region);
    boolean inPath = endpoint != null || bucket.indexOf('.') >= 0;
    URI base = URI.create(endpoint == null ? host : endpoint.toString());
    request
        .protocol(base.getScheme())
        .host(inPath ? base.getHost() : bucket + "." + base.getHost())
        .encodedPath(inPath ? "/" + bucket + "/" + key : "/" + key);
    if (base.getPort() >= 0) {
      request.port(base.getPort());
    }
    query.forEach(request::putRawQueryParameter);
    headers.forEach(request::putHeader);
    SignedRequest signed =
        signer.sign(
            sign ->
                sign.identity(clients.credentials().resolveCredentials())
                    .request(request.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
    SdkHttpFullRequest full =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(signed.request().getUri())
            .headers(signed.request().headers())
            .build();
    return http.prepareRequest(HttpExecuteRequest.builder().request(full).build()).call();
  }

  private static void close(HttpExecuteResponse answer) throws IOException {
    if (answer.responseBody().isPresent()) {
      answer.responseBody().get().close();
    }
  }

  @Override
  public void close() {
    http.close();
    clients.close();
  }
}
