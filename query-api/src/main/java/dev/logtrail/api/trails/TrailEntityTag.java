package dev.logtrail.api.trails;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.EntityTag;
import dev.logtrail.api.load.LoadedTrail;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Entity tags of answers with trails (RFC 9110, 8.8 and 13.1): a client that has the newest version
 * is answered 304. Only closed trails have a tag: it names the versions of what is stored, the form
 * of the answer, and this start of the server, because program, prices and conventions change only
 * with one. Weak, since the same answer may be compressed or not.
 */
final class TrailEntityTag {
  private static final int BYTES = 12;

  private final long startedAt;

  /**
   * Tags of one start of the server.
   *
   * @param startedAt epoch ms
   */
  TrailEntityTag(long startedAt) {
    this.startedAt = startedAt;
  }

  /**
   * Says how the answer may be kept, and answers 304 if the client has it.
   *
   * @param form what else the answer depends on
   * @return whether the request is answered
   */
  boolean answers(Context ctx, List<LoadedTrail> trails, String form) {
    Answers.vary(ctx, "Accept");
    if (!trails.stream().allMatch(TrailEntityTag::isLasting)) {
      return false;
    }
    String tag = tag(trails, form);
    ctx.header("ETag", tag);
    ctx.header("Cache-Control", "no-cache");
    if (!EntityTag.matches(ctx.header("If-None-Match"), tag)) {
      return false;
    }
    ctx.status(304);
    return true;
  }

  private static boolean isLasting(LoadedTrail t) {
    return t.trail().header().closeReason() != null && !t.isProvisional();
  }

  private String tag(List<LoadedTrail> trails, String form) {
    MessageDigest digest = sha256();
    number(digest, startedAt);
    text(digest, form);
    for (LoadedTrail t : trails) {
      number(digest, t.trailId());
      number(digest, t.epoch()); // Writers that follow each other may give a number twice.
      number(digest, t.revision());
      number(digest, t.attempt());
      text(digest, String.valueOf(t.trail().invocation()));
    }
    return "W/\"" + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + "\"";
  }

  private static void number(MessageDigest digest, long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
  }

  private static void text(MessageDigest digest, String value) {
    byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    number(digest, bytes.length);
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
