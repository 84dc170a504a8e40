package dev.logtrail.faults.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The wall clock that program and database see, by libfaketime; monotonic time stays as it is. */
final class FakeClock {
  private static final Path[] LIBRARIES = {
    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1")
  };

  private final Path file;

  /** A clock that is right, until it jumps. */
  FakeClock(Path directory) throws IOException {
    file = directory.resolve("clock");
    jump(0);
  }

  /** Why there is none here; null if there is. */
  static String impossible() {
    return library() == null ? "libfaketime is not installed (Debian: libfaketime)" : null;
  }

  private static Path library() {
    return Stream.of(LIBRARIES).filter(Files::exists).findFirst().orElse(null);
  }

  /** Sets it to so many seconds before or after the machine's. */
  void jump(int seconds) throws IOException {
    Path next = file.resolveSibling("clock.next");
    Files.writeString(next, "%+d".formatted(seconds));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * What a process needs to see it. The library's "monotonic fix" is off: on Debian 12 it makes
   * each timed wait of Java's return at once, so that a program spins instead of waiting.
   */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library().toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1");
  }
}
