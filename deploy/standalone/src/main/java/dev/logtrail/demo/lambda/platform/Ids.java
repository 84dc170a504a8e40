package dev.logtrail.demo.lambda.platform;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/** The ids that Lambda and CloudWatch give out, drawn from a seeded {@link Random}. */
public final class Ids {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private Ids() {}

  /** A source of chance for this seed at this time, unlike that of any seed or time nearby. */
  public static Random random(long seed, long time) {
    long mixed = new SplittableRandom(seed).nextLong() ^ time;
    return new Random(new SplittableRandom(mixed).nextLong());
  }

  /** A request id as Lambda draws it: a version 4 UUID. */
  public static String requestId(Random random) {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low).toString();
  }

  /** A request id as SQS and retries bring it: a version 5 UUID. */
  public static String queueRequestId(Random random) {
    long high = (random.nextLong() & ~0xf000L) | 0x5000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low).toString();
  }

  /** A new stream's name for an environment born at this epoch ms. */
  public static String streamName(LambdaFunction function, Random random, long at) {
    String name = function.hasDefaultGroup() ? "" : function.name();
    String day = DAY.format(Instant.ofEpochMilli(at));
    return day + "/" + name + "[" + function.version() + "]" + hex(random, 32);
  }

  /**
   * An event id as CloudWatch builds it: {@code timestamp << 144 | ingestion << 80 | batch << 16 |
   * seq}.
   *
   * @param timestamp the event's, epoch ms
   * @param ingestion when CloudWatch took the batch, epoch ms
   * @param batch 64 bits that tell the batch from others
   * @param seq the event's place in the batch, from 0
   * @return 56 decimal digits
   */
  public static String eventId(long timestamp, long ingestion, long batch, int seq) {
    if (seq < 0 || seq > 0xffff) {
      throw new IllegalArgumentException("seq must fit 16 bits, was " + seq);
    }
    BigInteger id =
        BigInteger.valueOf(timestamp)
            .shiftLeft(64)
            .or(BigInteger.valueOf(ingestion))
            .shiftLeft(64)
            .or(new BigInteger(Long.toUnsignedString(batch)))
            .shiftLeft(16)
            .or(BigInteger.valueOf(seq));
    String digits = id.toString();
    return "0".repeat(Math.max(0, 56 - digits.length())) + digits;
  }

  /** This many lower-case hex digits. */
  static String hex(Random random, int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  /** 64 hex digits that belong to this runtime version, the same each time. */
  static String runtimeHash(String version) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(version.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
