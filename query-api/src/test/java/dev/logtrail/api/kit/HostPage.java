package dev.logtrail.api.kit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A page of another origin that embeds the log pane, notes in its body when that is ready, and
 * hands it the token {@code read-me} when it wants one.
 */
public final class HostPage implements AutoCloseable {
  private final HttpServer server;
  private volatile String html = "";

  public HostPage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = html.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  public String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void embed(URI script) {
    html =
        """
        <!doctype html>
        <body>
        <script src="%s"></script>
        <logtrail-pane function="orders-api" style="height: 300px"></logtrail-pane>
        <script>
          const pane = document.querySelector('logtrail-pane');
          pane.addEventListener('ready', () => (document.body.dataset.ready = 'yes'));
          pane.addEventListener('unauthorized', () => {
            document.body.dataset.handed = 'yes';
            pane.token = 'read-me';
          });
        </script>
        """
            .formatted(script);
  }

  /** Shows another page in its place. */
  public void show(String page) {
    html = page;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
