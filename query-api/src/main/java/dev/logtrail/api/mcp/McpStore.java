package dev.logtrail.api.mcp;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import java.util.List;

/**
 * The trails that tools read, each call with its caller's eyes.
 *
 * @param conventions by which lines that are JSON are read
 * @param live lines that are shown before they are stored
 */
record McpStore(TrailReader reader, Conventions conventions, ProvisionalLines live) {

  /** The store as a caller sees it. */
  TrailReader view(McpCall call) {
    return call.caller().view(reader);
  }

  /** Reads entries of that view. */
  TrailLoader loader(McpCall call) {
    return new TrailLoader(view(call), conventions).with(live, call.caller().scope());
  }

  /**
   * Every attempt of a request; at least one.
   *
   * @throws ProblemException 404 if none is stored
   */
  List<LoadedTrail> attempts(McpCall call, String requestId) {
    List<LoadedTrail> attempts = loader(call).byRequestId(requestId);
    if (attempts.isEmpty()) {
      throw new ProblemException(
          404,
          "No trail of request id '%s' is stored: nothing of it has arrived yet, its log group is not subscribed, or its retention is over. search finds requests by words, function and time."
              .formatted(requestId.length() > 100 ? requestId.substring(0, 100) + "…" : requestId));
    }
    return attempts;
  }
}
