package dev.logtrail.service.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP addresses on which a process listens, as the kernel tells; Linux only. */
public final class ListeningSockets {
  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningSockets() {}

  /** Whether this system can tell. */
  public static boolean canBeTold() {
    return Files.isReadable(Path.of("/proc/net/tcp"));
  }

  /** Addresses in the kernel's hexadecimal, without ports. */
  public static List<String> addresses(long pid) throws IOException {
    Set<String> own = sockets(pid);
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns[STATE].equals(LISTENING) && own.contains("socket:[" + columns[INODE] + "]")) {
          addresses.add(columns[ADDRESS].split(":")[0]);
        }
      }
    }
    return addresses;
  }

  private static Set<String> sockets(long pid) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : open.toList()) {
        if (Files.isSymbolicLink(file)) {
          sockets.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    return sockets;
  }
}
