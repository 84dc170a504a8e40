package dev.logtrail.api.tls;

import dev.logtrail.store.FaultLog;
import java.security.KeyStore;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS side of the HTTP server. Looks for new files every few seconds; connections made before
 * keep the certificate they began with. Files that cannot be used change nothing: the log says once
 * what is wrong with them.
 */
public final class TlsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsServer.class);
  private static final long LOOK_S = 5;

  private final TlsFiles files;
  private final Clock clock;
  private final FaultLog faults = new FaultLog(LOG, "Reading the TLS certificate");
  private final SslContextFactory.Server ssl = new SslContextFactory.Server();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "logtrail-tls-files");
            thread.setDaemon(true);
            return thread;
          });
  private TlsIdentity identity;

  /**
   * Reads the files.
   *
   * @param clock tells whether a certificate is valid
   * @throws TlsException if they cannot be used
   */
  public TlsServer(TlsFiles files, Clock clock) throws TlsException {
    this.files = files;
    this.clock = clock;
    this.identity = TlsIdentity.read(files, clock.instant());
    use(ssl, identity.keyStore());
    ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    looking.scheduleWithFixedDelay(this::look, LOOK_S, LOOK_S, TimeUnit.SECONDS);
  }

  private static void use(SslContextFactory ssl, KeyStore store) {
    ssl.setKeyStore(store);
    ssl.setKeyStorePassword(TlsIdentity.PASSWORD);
  }

  /** What listens. */
  public Connector connector(Server server, HttpConfiguration http, String host, int port) {
    HttpConfiguration secure = new HttpConfiguration(http);
    // Which names it answers to is checked for all requests alike, by HostCheck.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(secure));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  /** Takes the files if they have changed. */
  synchronized void look() {
    try {
      TlsIdentity now = TlsIdentity.read(files, clock.instant());
      if (!now.chain().equals(identity.chain()) || !now.key().equals(identity.key())) {
        KeyStore store = now.keyStore();
        ssl.reload(factory -> use(factory, store));
        identity = now;
        LOG.info("A new certificate is in use, valid until {}.", now.chain().get(0).getNotAfter());
      }
      faults.worked();
    } catch (TlsException e) {
      String expired = identity.fault(clock.instant());
      faults.failed(
          e.getMessage() + (expired == null ? "; the one before stays in use" : "; " + expired));
    } catch (Exception e) {
      faults.failed("the certificate cannot be taken: " + e);
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
