package dev.logtrail.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.ApiParts;
import dev.logtrail.api.ApiServer;
import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.store.fake.FakeTrailStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates that were made for the test, and the JDK's own client. */
class TlsTest {
  @TempDir static Path directory;

  private static TestCertificate rsa;
  private static TestCertificate ec;

  private final Path certificate = directory.resolve("tls.crt");
  private final Path key = directory.resolve("tls.key");
  private final TlsFiles files = new TlsFiles(certificate, key);

  @BeforeAll
  static void make() throws Exception {
    rsa = new TestCertificate(directory, List.of("-keyalg", "RSA"), "-1d");
    ec = new TestCertificate(directory, List.of("-keyalg", "EC", "-groupname", "secp256r1"), "-1d");
  }

  private void write(String certificatePem, String keyPem) throws Exception {
    Files.writeString(certificate, certificatePem);
    Files.writeString(key, keyPem);
  }

  private static HttpClient trusting(Certificate trusted, String protocol) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", trusted);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    return HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
  }

  private static HttpResponse<String> get(HttpClient client, int port, String path)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void theApiIsServedOverTlsInItsNewerVersions() throws Exception {
    write(rsa.certificatePem(), rsa.keyPem());
    FakeTrailStore store = new FakeTrailStore();
    ApiParts parts = ApiParts.over(store, store.changes(), Clock.systemUTC()).build();
    ApiSettings settings = new ApiSettings("127.0.0.1", 0, AccessSettings.open(), files);
    try (ApiServer server = ApiServer.start(settings, parts)) {
      for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
        HttpResponse<String> answer =
            get(trusting(rsa.certificate, protocol), server.port(), "/api/v1/trails");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
      }
      assertThatThrownBy(
              () -> get(trusting(ec.certificate, "TLSv1.3"), server.port(), "/api/v1/trails"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aNewCertificateIsTakenWithoutARestartAndABadOneIsNot() throws Exception {
    write(rsa.certificatePem(), rsa.keyPem());
    Server jetty = new Server();
    try (TlsServer tls = new TlsServer(files, Clock.systemUTC())) {
      Connector connector = tls.connector(jetty, new HttpConfiguration(), "127.0.0.1", 0);
      jetty.addConnector(connector);
      jetty.setHandler(
          new org.eclipse.jetty.server.Handler.Abstract() {
            @Override
            public boolean handle(
                org.eclipse.jetty.server.Request request,
                org.eclipse.jetty.server.Response response,
                Callback callback) {
              callback.succeeded();
              return true;
            }
          });
      jetty.start();
      int port = ((ServerConnector) connector).getLocalPort();

      Files.writeString(certificate, ec.certificatePem()); // The key has not come yet.
      tls.look();
      assertThat(get(trusting(rsa.certificate, "TLSv1.3"), port, "/").statusCode()).isEqualTo(200);
      Files.writeString(key, ec.keyPem());
      tls.look();
      assertThat(get(trusting(ec.certificate, "TLSv1.3"), port, "/").statusCode()).isEqualTo(200);
      Files.delete(key);
      tls.look();
      assertThat(get(trusting(ec.certificate, "TLSv1.3"), port, "/").statusCode()).isEqualTo(200);
    } finally {
      jetty.stop();
    }
  }

  @Test
  void keysInTheFormsOfOpensslAreRead() throws Exception {
    for (TestCertificate c : List.of(rsa, ec)) {
      write(c.certificatePem(), c.bareKeyPem());
      assertThat(Files.readString(key)).contains("BEGIN " + c.key.getAlgorithm() + " PRIVATE KEY");
      assertThatCode(() -> files.check(Instant.now())).doesNotThrowAnyException();
      write(
          "some words\n" + c.certificatePem(),
          "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
              + c.keyPem());
      assertThatCode(() -> files.check(Instant.now())).doesNotThrowAnyException();
    }
  }

  @Test
  void filesThatCannotBeUsedAreNamedWithWhatWouldBeRight() throws Exception {
    write(rsa.certificatePem(), ec.keyPem());
    assertFault("holds no RSA key, which the certificate is made for");
    TestCertificate other = new TestCertificate(directory, List.of("-keyalg", "RSA"), "-1d");
    write(rsa.certificatePem(), other.keyPem());
    assertFault("is not the one of the certificate in");
    write(rsa.keyPem(), rsa.certificatePem());
    assertFault("tls.crt holds no certificate: right is a PEM file with -----BEGIN CERTIFICATE");
    write(rsa.certificatePem(), rsa.certificatePem());
    assertFault("tls.key holds no private key");
    write(rsa.certificatePem(), TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[9]));
    assertFault("right is one without, as openssl pkey");
    write(
        rsa.certificatePem(),
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    assertFault("right is one without, as openssl pkey");
    write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", rsa.keyPem());
    assertFault("holds a certificate that cannot be read");
    Files.delete(certificate);
    assertFault("tls.crt is not there: right is a PEM file");

    write(rsa.certificatePem(), rsa.keyPem());
    assertThatThrownBy(() -> files.check(Instant.now().plus(Duration.ofDays(3))))
        .hasMessageContaining("the certificate expired at ");
    assertThatThrownBy(() -> files.check(Instant.now().minus(Duration.ofDays(3))))
        .hasMessageContaining("the certificate is valid from ");
  }

  private void assertFault(String part) {
    assertThatThrownBy(() -> files.check(Instant.now()))
        .isInstanceOf(TlsException.class)
        .hasMessageContaining(part)
        .message()
        .doesNotContain("BEGIN PRIVATE KEY-----M");
  }
}
