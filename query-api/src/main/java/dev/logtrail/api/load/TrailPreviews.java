package dev.logtrail.api.load;

import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.pattern.FilterPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the previews of a page's trails; few trails are in memory at once. */
public final class TrailPreviews {
  private TrailPreviews() {}

  /**
   * The preview of each item, in their order; null where there is none, or where the trail is
   * larger than {@link ServerLimits#PREVIEWED_TRAIL_BYTES}.
   *
   * @param pattern what was searched for; null if nothing was
   */
  public static List<TrailPreview> of(
      TrailLoader loader, List<TrailLists.Item> items, FilterPattern pattern) {
    Map<Long, TrailPreview> byTrail = new HashMap<>();
    List<TrailLists.Item> unread = new ArrayList<>();
    for (TrailLists.Item item : items) {
      if (item.whole() != null) {
        byTrail.put(item.whole().trailId(), item.whole().preview(pattern));
      } else if (item.listed().row().rawBytes() <= ServerLimits.PREVIEWED_TRAIL_BYTES) {
        unread.add(item);
      }
    }
    long held = AnswerMemory.held();
    for (List<TrailLists.Item> part : TrailLoader.parts(unread, TrailLists.Item::listed)) {
      for (LoadedTrail t : loader.whole(part.stream().map(TrailLists.Item::listed).toList())) {
        if (t != null) {
          byTrail.put(t.trailId(), t.preview(pattern));
        }
      }
      AnswerMemory.releaseTo(held);
    }
    List<TrailPreview> previews = new ArrayList<>();
    items.forEach(item -> previews.add(byTrail.get(item.listed().row().trailId())));
    return previews;
  }
}
