package dev.logtrail.api.deadletter;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.deadletter.DeadLetterRetry;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.deadletter.StoredDeadLetter;
import dev.logtrail.store.inbox.InboxFullException;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Answers {@code /api/v1/dead-letters}. */
public final class DeadLetterHandlers {
  private static final String RAW = "application/octet-stream";

  /** A text may be shorter than its gzip. */
  private static final int LISTED_BYTES = 4 * ServerLimits.DEAD_LETTER_LISTED_BYTES;

  private final DeadLetters letters;
  private final DeadLetterRetry retry;
  private final Clock clock;

  /**
   * Answers with the letters of a store.
   *
   * @param retry puts letters back; null where nothing takes them
   * @param clock for relative times
   */
  public DeadLetterHandlers(DeadLetters letters, DeadLetterRetry retry, Clock clock) {
    this.letters = letters;
    this.retry = retry;
    this.clock = clock;
  }

  /** A page of them, newest first. */
  public void list(Context ctx) throws IOException {
    DeadLetterParams params = DeadLetterParams.ofList(ctx.queryParamMap(), clock);
    List<StoredDeadLetter> found =
        letters(ctx).list(params.query(), params.beforeId(), params.limit() + 1, LISTED_BYTES);
    List<StoredDeadLetter> page = found.subList(0, Math.min(found.size(), params.limit()));
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("deadLetters");
          for (StoredDeadLetter letter : page) {
            DeadLetterJson.write(out, letter, ServerLimits.DEAD_LETTER_LISTED_BYTES);
          }
          out.writeEndArray();
          if (found.size() > page.size()) {
            out.writeStringField("nextCursor", Long.toString(page.get(page.size() - 1).id()));
          } else {
            out.writeNullField("nextCursor");
          }
          out.writeEndObject();
        });
  }

  /** One, with more of its bytes; or its bytes alone. */
  public void one(Context ctx) throws IOException {
    long id = id(ctx);
    String accept = ctx.header("Accept");
    if (accept != null && accept.toLowerCase(Locale.ROOT).contains(RAW)) {
      raw(ctx, id);
      return;
    }
    StoredDeadLetter letter =
        letters(ctx).find(id, ServerLimits.DEAD_LETTER_SHOWN_BYTES).orElseThrow(() -> unknown(id));
    Answers.json(
        ctx, out -> DeadLetterJson.write(out, letter, ServerLimits.DEAD_LETTER_SHOWN_BYTES));
  }

  private void raw(Context ctx, long id) throws IOException {
    long size = letters(ctx).find(id, 0).orElseThrow(() -> unknown(id)).keptBytes();
    ByteBudget memory = MemoryBudgets.ofThisProcess().answers();
    if (!memory.tryTake(size)) {
      throw new ProblemException(
          Problem.of(503, "There is no memory for " + size + " bytes now: try again.")
              .with("Retry-After", Integer.toString(DeliveryLimits.MEMORY_RETRY_AFTER_S)));
    }
    try {
      byte[] body =
          letters(ctx)
              .find(id, DeliveryLimits.DEAD_LETTER_BYTES)
              .orElseThrow(() -> unknown(id))
              .letter()
              .body();
      ctx.header("Content-Disposition", "attachment; filename=\"dead-letter-" + id + ".bin\"");
      ctx.contentType(RAW);
      ctx.header("Content-Length", Integer.toString(body.length));
      ctx.res().getOutputStream().write(body);
    } finally {
      memory.give(size);
    }
  }

  /** Tries one again. */
  public void retryOne(Context ctx) throws IOException {
    long id = id(ctx);
    DeadLetterRetry.Result result;
    try {
      result = retry(ctx).one(id);
    } catch (InboxFullException e) {
      throw full(e);
    }
    switch (result) {
      case UNKNOWN -> throw unknown(id);
      case CUT ->
          throw new ProblemException(
              409,
              "Of dead letter %d only the first bytes are kept, so it cannot be tried again: send it anew, or delete it."
                  .formatted(id));
      case RETRYING, ALREADY ->
          Answers.json(
              ctx.status(202),
              out -> {
                out.writeStartObject();
                out.writeNumberField("id", id);
                out.writeBooleanField("retrying", true);
                out.writeEndObject();
              });
    }
  }

  /** Tries many again. */
  public void retryMany(Context ctx) throws IOException {
    DeadLetterParams params = DeadLetterParams.ofMany(ctx.queryParamMap(), clock);
    DeadLetterRetry.Tried tried;
    try {
      tried = retry(ctx).all(params.query());
    } catch (InboxFullException e) {
      throw full(e);
    }
    Answers.json(
        ctx.status(202),
        out -> {
          out.writeStartObject();
          out.writeNumberField("retried", tried.retried());
          out.writeNumberField("left", tried.left());
          out.writeStringField("problem", tried.problem());
          out.writeEndObject();
        });
  }

  /** Deletes one. */
  public void deleteOne(Context ctx) {
    long id = id(ctx);
    if (!letters(ctx).delete(id)) {
      throw unknown(id);
    }
    ctx.status(204);
  }

  /** Deletes many. */
  public void deleteMany(Context ctx) throws IOException {
    DeadLetterParams params = DeadLetterParams.ofMany(ctx.queryParamMap(), clock);
    long deleted = letters(ctx).deleteAll(params.query());
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeNumberField("deleted", deleted);
          out.writeEndObject();
        });
  }

  private DeadLetters letters(Context ctx) {
    return Caller.of(ctx).view(letters);
  }

  private DeadLetterRetry retry(Context ctx) {
    if (retry == null) {
      throw new ProblemException(501, "This server takes no deliveries, so it tries none again.");
    }
    return Caller.of(ctx).view(retry);
  }

  private long id(Context ctx) {
    new QueryParams(ctx.queryParamMap(), Set.of(), clock);
    return DeadLetterParams.id(ctx.pathParam("id"));
  }

  private static ProblemException full(InboxFullException e) {
    return new ProblemException(
        Problem.of(503, "Not tried again: " + e.getMessage())
            .with("Retry-After", Integer.toString(DeliveryLimits.INBOX_RETRY_AFTER_S)));
  }

  private static ProblemException unknown(long id) {
    return new ProblemException(
        404, "There is no dead letter " + id + ": it was stored, deleted, or is too old.");
  }
}
