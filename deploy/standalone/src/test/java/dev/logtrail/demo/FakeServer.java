package dev.logtrail.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** An ingest server that takes requests, and fails on chosen ones in a chosen way. */
final class FakeServer implements AutoCloseable {
  private static final int WAIT_SECONDS = 30;

  /** What the server does with the request of this number, from 1. */
  interface Behaviour {
    Reply reply(int number);
  }

  enum Reply {
    TAKES,
    /** 503 with Retry-After. */
    BUSY,
    /** 500. */
    BROKEN,
    /** 400 with a problem. */
    REFUSES,
    /** Keeps the body, and closes the connection instead of answering. */
    HANGS_UP
  }

  /** One request as it came. */
  record Taken(String path, String token, byte[] body, Reply reply) {}

  private final HttpServer server;
  private final Behaviour behaviour;
  private final List<Taken> taken = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();

  FakeServer(int port, Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Waits until this many requests have been taken for good, and gives all requests so far. */
  List<Taken> awaitTaken(int count) throws InterruptedException {
    long left = TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    lock.lock();
    try {
      while (taken.stream().filter(t -> t.reply() == Reply.TAKES).count() < count) {
        if (left <= 0) {
          throw new AssertionError("only " + taken.size() + " requests in " + WAIT_SECONDS + " s");
        }
        left = more.awaitNanos(left);
      }
      return List.copyOf(taken);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    lock.lock();
    Reply reply;
    try {
      reply = behaviour.reply(taken.size() + 1);
      taken.add(new Taken(exchange.getRequestURI().toString(), token, body, reply));
      more.signalAll();
    } finally {
      lock.unlock();
    }
    answer(exchange, reply);
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    switch (reply) {
      case TAKES -> exchange.sendResponseHeaders(200, -1);
      case BUSY -> {
        exchange.getResponseHeaders().add("Retry-After", "3");
        exchange.sendResponseHeaders(503, -1);
      }
      case BROKEN -> exchange.sendResponseHeaders(500, -1);
      case REFUSES -> exchange.sendResponseHeaders(400, -1);
      case HANGS_UP -> throw new IOException("hangs up");
    }
    exchange.close();
  }
}
