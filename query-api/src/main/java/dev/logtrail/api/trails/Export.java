package dev.logtrail.api.trails;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import java.io.IOException;

/**
 * An answer of many trails, written while they are read. It begins with what is written first, so
 * that a fault before that is still a problem; one after that is told at its end.
 */
interface Export {
  /** Trails in memory at once. */
  int PAGE = 200;

  /** Whether it shows trails whole. */
  boolean wantsEntries();

  /** Whether it shows the line that tells most of each trail. */
  boolean wantsPreviews();

  /**
   * Writes a header.
   *
   * @param preview the line that tells most of the trail; null if there is none, or it is not
   *     wanted
   */
  void listed(ListedTrail trail, TrailPreview preview) throws IOException;

  /** Writes a whole trail. */
  void whole(LoadedTrail trail) throws IOException;

  /** Sends what is written; fails if the client has gone. */
  void flush() throws IOException;

  /** Whether anything is written: a fault can be the whole answer no more. */
  boolean isBegun();

  /** Says that it ended before all was written, and why, and ends it. */
  void fail(Problem problem) throws IOException;

  /**
   * Says how it ended, and ends it.
   *
   * @param nextCursor where to go on; null if that was all
   */
  void end(String nextCursor, SearchCandidates candidates, TrailSearch.Progress progress)
      throws IOException;
}
