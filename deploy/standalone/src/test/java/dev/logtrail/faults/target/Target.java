package dev.logtrail.faults.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The program under test: {@code logtrail up} with its embedded PostgreSQL on one port and one data
 * directory, whatever is done to it; perhaps a second program on the same database beside it.
 * Closing it leaves no process and no mount behind.
 */
public final class Target implements AutoCloseable {
  private final Path directory;
  private final TargetSettings settings;
  private final int port;
  private final TmpfsMount disk;
  private final FakeClock clock;
  private final List<ServerProcess> started = new CopyOnWriteArrayList<>();
  private final List<String> deaths = new CopyOnWriteArrayList<>();
  private volatile ServerProcess program;
  private volatile ServerProcess second;

  private Target(Path directory, TargetSettings settings) throws IOException {
    this.directory = directory;
    this.settings = settings;
    this.port = freePort();
    Files.createDirectories(data());
    this.disk = settings.ownDisk() ? TmpfsMount.on(data()) : null;
    this.clock = settings.ownClock() ? new FakeClock(directory) : null;
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @param directory empty; everything is kept there
   */
  public static Target start(Path directory, TargetSettings settings) throws Exception {
    Target target = new Target(directory, settings);
    try {
      target.start();
      return target;
    } catch (Exception | Error e) {
      target.close();
      throw e;
    }
  }

  /** Starts the program again, after it was ended. */
  public synchronized void start() throws Exception {
    if (program == null || !program.isAlive()) {
      program = launch(List.of("--data", data().toString()), port);
    }
    program.awaitReady();
  }

  /**
   * Notices if the program ended though nobody ended it, and starts it again.
   *
   * @return whether it runs and is not about to be ended
   */
  public synchronized boolean watch() throws Exception {
    if (program != null && !program.isAlive() && !program.wasToldToEnd()) {
      deaths.add(program.lastWords());
      start();
      return false;
    }
    return true;
  }

  /** Starts a second program on the same database, with a directory and port of its own. */
  public void startSecond() throws Exception {
    Path own = Files.createTempDirectory(directory, "second");
    second =
        launch(
            List.of("--data", own.toString(), "--db", postgres().url().replaceFirst("&.*", "")),
            freePort());
    second.awaitReady();
  }

  /** Ends the second program, with or without a warning. */
  public void endSecond(boolean kill) throws InterruptedException {
    ServerProcess ending = second;
    second = null;
    if (ending != null) {
      ending.end(kill);
    }
  }

  private ServerProcess launch(List<String> flags, int at) throws IOException {
    List<String> words = new ArrayList<>(List.of("up", "--port", String.valueOf(at)));
    words.addAll(flags);
    Map<String, String> environment = new HashMap<>();
    if (clock != null) {
      environment.putAll(clock.environment());
    }
    ServerProcess process =
        ServerProcess.start(directory, environment, settings.heapMb(), at, words);
    started.add(process);
    return process;
  }

  /** Ends the program: by SIGKILL, which leaves its PostgreSQL alone, or by SIGTERM. */
  public synchronized void end(boolean kill) throws InterruptedException {
    program.end(kill);
  }

  /** Whether the program runs and nobody has ended it. */
  public boolean isUp() {
    ServerProcess running = program;
    return running.isAlive() && !running.wasToldToEnd();
  }

  /** Where the program answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where one of the programs that run answers. */
  public URI anyAddress(Random random) {
    ServerProcess other = second;
    return other != null && random.nextBoolean() ? other.address() : address();
  }

  /** Its data directory. */
  public Path data() {
    return directory.resolve("data");
  }

  /** The processes of its database. */
  public PostgresProcesses postgres() {
    return new PostgresProcesses(data().resolve("postgres"));
  }

  /** A connection to its database. */
  public Connection connect() throws IOException, SQLException {
    return DriverManager.getConnection(postgres().url());
  }

  /** Takes all room on its disk away, or gives it back. */
  public void fillDisk(boolean full) throws IOException {
    if (full) {
      disk.fill();
    } else {
      disk.free();
    }
  }

  /** Sets its clock so many seconds before or after the machine's. */
  public void jump(int seconds) throws IOException {
    clock.jump(seconds);
  }

  /** Memory of the program, in MB. */
  public long programMb() {
    ServerProcess running = program;
    return running == null ? 0 : ProcFiles.residentKb(running.pid()) / 1024;
  }

  /** Memory of the database, in MB. */
  public long databaseMb() {
    return postgres().memoryKb() / 1024;
  }

  /** How many lines all programs have written to their logs so far. */
  public long logLines() throws IOException {
    long lines = 0;
    for (ServerProcess process : started) {
      lines += process.logLines();
    }
    return lines;
  }

  /** The last words of each program that ended though nobody ended it. */
  public List<String> deaths() {
    return List.copyOf(deaths);
  }

  /** What the program that runs now has printed last. */
  public String lastWords() {
    return program.lastWords();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    for (ServerProcess process : started) {
      process.close();
    }
    List<Long> left = postgres().all();
    ProcFiles.signal("CONT", left);
    ProcFiles.signal("KILL", left);
    if (disk != null) {
      disk.close();
    }
  }
}
