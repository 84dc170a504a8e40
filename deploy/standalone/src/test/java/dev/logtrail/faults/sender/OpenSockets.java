package dev.logtrail.faults.sender;

import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Connections held open by hand, each after the beginning of a request. */
final class OpenSockets implements AutoCloseable {
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Opens so many; a server that takes no more, or closing this, ends the opening. */
  void open(Target target, int count, String request) {
    byte[] head = request.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < count && !closed; i++) {
      try {
        Socket socket = new Socket(target.address().getHost(), target.address().getPort());
        sockets.add(socket);
        socket.setSoTimeout(1_000);
        socket.getOutputStream().write(head);
      } catch (IOException e) {
        return;
      }
    }
    if (closed) {
      close();
    }
  }

  /** Sends one byte on each; one that the server has closed is left alone. */
  void drip() {
    for (Socket socket : sockets) {
      try {
        socket.getOutputStream().write(' ');
      } catch (IOException e) {
        // The server may end a body that is too slow.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }
}
