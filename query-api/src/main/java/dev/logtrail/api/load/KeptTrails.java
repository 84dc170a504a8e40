package dev.logtrail.api.load;

import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.ServerLimits;

/**
 * Which of the trails that a page had to read stay in memory until they are written: the first, up
 * to {@link ServerLimits#ANSWER_PART_BYTES} of text. The others are read again.
 */
final class KeptTrails {
  private long textBytes;
  private long heldBytes = AnswerMemory.held();

  /** The item, without its entries if there is no room for them. */
  TrailLists.Item keep(TrailLists.Item item) {
    long own = item.listed().row().rawBytes();
    if (textBytes + own > ServerLimits.ANSWER_PART_BYTES) {
      return new TrailLists.Item(item.listed(), null);
    }
    textBytes += own;
    heldBytes += AnswerMemory.bytesOf(own, item.listed().row().eventCount());
    return item;
  }

  /** Gives back the memory of what was read and is not kept. */
  void releaseOthers() {
    AnswerMemory.releaseTo(heldBytes);
  }
}
