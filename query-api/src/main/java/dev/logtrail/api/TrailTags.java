package dev.logtrail.api;

import dev.logtrail.cost.PriceTable;
import dev.logtrail.cost.RegionPrices;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.trail.Invocation;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Names versions of a request's answer by all that it is made of, without making it: the stored
 * rows' versions, the log results, and what they are read and priced by.
 */
final class TrailTags {
  private static final int BYTES = 16;

  private final String reading;

  TrailTags(ApiParts parts) {
    String version = ApiServer.class.getPackage().getImplementationVersion();
    // A program without a version may be any: what it said holds until it ends.
    String program = version == null ? Long.toString(parts.clock().millis()) : version;
    MessageDigest digest = digest();
    add(digest, program);
    add(digest, parts.costs().billing());
    prices(digest, parts.costs().table());
    try (ObjectOutputStream out =
        new ObjectOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      out.writeObject(parts.conventions()); // Written as the user's file, if there is one.
    } catch (IOException e) {
      throw new UncheckedIOException("digesting the conventions", e);
    }
    reading = HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The weak entity tag of an answer.
   *
   * @param form the representation, such as {@code json}
   * @return null while an attempt is open: it changes with every event
   */
  String of(StoredRequest request, String form) {
    if (!request.isClosed()) {
      return null;
    }
    MessageDigest digest = digest();
    add(digest, reading);
    add(digest, form);
    for (StoredTrail t : request.trails()) {
      TrailRow row = t.row();
      add(digest, row.trailId() + ":" + row.epoch() + ":" + row.revision());
    }
    for (Invocation i : request.invocations()) {
      add(digest, i);
    }
    return "W/\"" + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + "\"";
  }

  private static void prices(MessageDigest digest, PriceTable table) {
    add(digest, table.version());
    for (RegionPrices p : table.regions()) {
      add(digest, p.region() + " " + p.from() + " " + p.request() + " " + p.snapStartRestoreGb());
      add(digest, new TreeMap<>(p.compute())); // Sorted: a run's order of a map is its own.
    }
  }

  /** Adds a value by its text, which records make of all their parts. */
  private static void add(MessageDigest digest, Object value) {
    digest.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
