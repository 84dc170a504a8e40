package dev.logtrail.cli.replay;

import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a replay has come, in a file, so that one that was ended goes on: of each input how many
 * of its requests, from the first on, the server has answered for good. An input that has changed
 * since begins anew. Thread-safe.
 */
public final class ReplayState {
  private static final long SAVE_NS = 1_000_000_000L;

  private final Path file;
  private final Map<String, Integer> answered = new TreeMap<>();
  private final Map<String, BitSet> ahead = new TreeMap<>();
  private long savedNs = System.nanoTime() - SAVE_NS;

  /**
   * Reads what was reached before.
   *
   * @param file null to remember nothing
   * @throws UserError if the file is something else
   */
  public ReplayState(Path file) {
    this.file = file;
    if (file == null) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        int tab = line.indexOf('\t');
        answered.put(line.substring(tab + 1), Integer.parseInt(line.substring(0, tab)));
      }
    } catch (NoSuchFileException e) {
      // The first time.
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw UserError.ofSettings(
          "--state is %s, which is no state of a replay; right would be a file that replay wrote, or a new name"
              .formatted(file));
    }
  }

  /**
   * Under which an input is known: another one if it has changed.
   *
   * @param options what else the requests depend on
   */
  public static String key(String name, String options) {
    String version = "";
    try {
      Path path = Path.of(name);
      version = Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      // Standard input, or a file that cannot be read either.
    }
    return (version + " " + options + " " + name).replace('\n', ' ');
  }

  /** How many of an input's first requests need not be sent. */
  public synchronized int answered(String key) {
    return answered.getOrDefault(key, 0);
  }

  /** A request has been answered for good, in any order. */
  synchronized void answered(String key, int index) {
    BitSet later = ahead.computeIfAbsent(key, k -> new BitSet());
    later.set(index);
    int next = later.nextClearBit(answered.getOrDefault(key, 0));
    answered.put(key, next);
    if (System.nanoTime() - savedNs >= SAVE_NS) {
      save();
    }
  }

  /** Writes the file: whole, or not at all. */
  public synchronized void save() {
    savedNs = System.nanoTime();
    if (file == null) {
      return;
    }
    List<String> lines = new ArrayList<>();
    answered.forEach((key, n) -> lines.add(n + "\t" + key));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.write(next, lines, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
