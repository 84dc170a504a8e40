package dev.logtrail.store.postgres.segment;

import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.trail.TrailEvent;
import java.util.List;

/** Makes packs as {@link PackCodec} tells, one after the other, in the same arrays. */
final class PackWriter {
  private final ByteWriter heads = new ByteWriter(256);
  private final ByteWriter blocks = new ByteWriter(SegmentPacks.MAX_RAW_BYTES);
  private final ByteWriter pack = new ByteWriter(SegmentPacks.MAX_RAW_BYTES);
  private int count;
  private long before;

  /** Adds the events of a trail. */
  void add(long trailId, List<TrailEvent> events) {
    int from = blocks.size();
    EventBlock.write(events, blocks);
    added(trailId, from);
  }

  /** Adds a trail's block, which was in a pack. */
  void add(long trailId, byte[] block) {
    int from = blocks.size();
    blocks.putBytes(block);
    added(trailId, from);
  }

  private void added(long trailId, int from) {
    heads.putSigned(trailId - before);
    heads.putVarint(blocks.size() - from);
    before = trailId;
    count++;
  }

  /** The pack of what was added since the last one; it is overwritten by the next. */
  ByteWriter pack() {
    pack.clear();
    pack.putByte(PackCodec.FORMAT);
    pack.putByte(SegmentZstd.DICTIONARY);
    pack.putVarint(count);
    pack.putBytes(heads.array(), 0, heads.size());
    SegmentZstd.compress(blocks, pack);
    heads.clear();
    blocks.clear();
    count = 0;
    before = 0;
    return pack;
  }
}
