package dev.logtrail.api.explain;

import dev.logtrail.api.explain.Explanation.Alike;
import dev.logtrail.api.explain.Explanation.Similar;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.load.TrailPreviews;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.usual.MessageTemplate;
import dev.logtrail.usual.UsualSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Explains failures from a store as its caller sees it. */
public final class FailureExplainer {
  private static final List<Outcome> FAILURES =
      Arrays.stream(Outcome.values()).filter(Outcome::isFailure).toList();

  private final TrailReader view;
  private final TrailLoader loader;

  /**
   * Explains from a store.
   *
   * @param view the store as the caller sees it
   * @param loader reads entries of the same view
   */
  public FailureExplainer(TrailReader view, TrailLoader loader) {
    this.view = view;
    this.loader = loader;
  }

  /**
   * Explains the last failed attempt of a request.
   *
   * @param attempts every attempt of it, at least one
   */
  public Explanation explain(List<LoadedTrail> attempts) {
    LoadedTrail trail = attempts.get(attempts.size() - 1);
    for (LoadedTrail t : attempts) {
      trail = t.trail().header().outcome().isFailure() ? t : trail;
    }
    TrailPreview preview = TrailPreview.of(trail.trail(), null, null);
    boolean failed = trail.trail().header().outcome().isFailure();
    boolean told = preview != null && preview.kind().equals("failure");
    UsualSequence usual = usual(trail.trail().header());
    return new Explanation(
        trail,
        attempts.size(),
        told ? preview.line() : null,
        told ? preview.text() : null,
        usual.of(trail.trail().entries()),
        usual.trails(),
        failed ? similar(trail, told ? preview : null) : new Similar(0, false, List.of()));
  }

  /** What the function's newest requests wrote that went well, small ones only. */
  private UsualSequence usual(TrailHeader of) {
    UsualSequence usual = new UsualSequence();
    TrailQuery query =
        sameFunction(of)
            .outcomes(List.of(Outcome.SUCCESS))
            .limit(AssistantLimits.USUAL_TRAILS)
            .build();
    long held = AnswerMemory.held();
    for (ListedTrail listed : view.list(query).trails()) {
      if (listed.row().rawBytes() <= AssistantLimits.USUAL_TRAIL_BYTES) {
        LoadedTrail whole = loader.whole(listed);
        if (whole != null) {
          usual.add(whole.trail().entries());
        }
        AnswerMemory.releaseTo(held);
      }
    }
    return usual;
  }

  private Similar similar(LoadedTrail trail, TrailPreview failure) {
    TrailHeader header = trail.trail().header();
    TrailQuery query =
        sameFunction(header)
            .outcomes(FAILURES)
            .between(null, header.startedAt())
            .limit(AssistantLimits.COMPARED_FAILURES)
            .build();
    TrailPage page = view.list(query);
    List<TrailLists.Item> items =
        page.trails().stream().map(t -> new TrailLists.Item(t, null)).toList();
    List<TrailPreview> previews = TrailPreviews.of(loader, items, null);
    String kind = kind(header.outcome(), failure);
    List<Alike> alike = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      TrailHeader other = items.get(i).listed().row().header();
      if (kind.equals(kind(other.outcome(), previews.get(i)))) {
        alike.add(new Alike(other.key().requestId(), other.startedAt(), other.functionVersion()));
      }
    }
    return new Similar(items.size(), page.nextCursor() != null, alike);
  }

  /** By what failures are alike: the outcome, and what names the failure without its numbers. */
  private static String kind(Outcome outcome, TrailPreview preview) {
    boolean told = preview != null && preview.kind().equals("failure");
    return outcome.word() + " " + (told ? MessageTemplate.of(preview.text()) : "");
  }

  private static TrailQuery.Builder sameFunction(TrailHeader header) {
    LogStream stream = header.key().stream();
    return TrailQuery.builder()
        .function(header.functionName())
        .account(stream.account())
        .region(stream.region())
        .kind(TrailQuery.REQUEST);
  }
}
