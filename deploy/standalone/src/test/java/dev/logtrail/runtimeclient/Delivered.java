package dev.logtrail.runtimeclient;

import dev.logtrail.demo.InvocationDocument;
import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.TestJson;
import dev.logtrail.demo.lambda.FailureKind;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.LabelledBatch;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import dev.logtrail.service.kit.StoredEvents;
import dev.logtrail.service.kit.StoredEvents.Place;
import dev.logtrail.trail.LogStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs as they reach people: through {@code split}, and through doors, job, store and API of a
 * running server, payloads in any order and a third of them twice, log results before and after.
 */
final class Delivered implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private final Path directory;
  private final RunningLogtrail server;
  private final Random random = new Random(11);

  /** Starts the server. */
  Delivered(Path directory) throws Exception {
    this.directory = directory;
    this.server = RunningLogtrail.start(directory.resolve("data"));
  }

  /**
   * What came out of one run.
   *
   * @param split how many of its events split put elsewhere, lost or doubled
   * @param stored how many of them the store did
   * @param wrong all that is wrong, in words
   */
  record Result(int split, int stored, List<String> wrong) {}

  /** Delivers all of them, and compares. */
  List<Result> of(List<ClientRun> runs) throws Exception {
    List<byte[]> payloads = new ArrayList<>();
    for (ClientRun run : runs) {
      for (LabelledBatch batch : run.labelled().batches()) {
        payloads.add(SubscriptionPayloads.data(run.labelled().stream(), batch.plain()));
      }
    }
    payloads.addAll(List.copyOf(payloads.subList(0, payloads.size() / 3)));
    Collections.shuffle(payloads, random);
    StoredEvents split = split(payloads);
    StoredEvents stored = stored(runs, payloads);
    List<Result> results = new ArrayList<>();
    for (ClientRun run : runs) {
      List<String> wrong = new ArrayList<>();
      places("split", run, split, wrong);
      int ofSplit = wrong.size();
      places("store", run, stored, wrong);
      int ofStore = wrong.size() - ofSplit;
      answers(run, wrong);
      results.add(new Result(ofSplit, ofStore, wrong));
    }
    return results;
  }

  private StoredEvents split(List<byte[]> payloads) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] payload : payloads) {
      all.write(payload);
    }
    Path file = Files.write(directory.resolve("payloads.gz"), all.toByteArray());
    try (ChildProcess split =
        ChildProcess.start(directory, Map.of(), "split", "--region", "eu-west-1", "" + file)) {
      if (split.awaitExit() != 0) {
        throw new AssertionError(split.err().text());
      }
      return StoredEvents.split(split.out().text());
    }
  }

  /** Every second log result comes before the log, the others behind it. */
  private StoredEvents stored(List<ClientRun> runs, List<byte[]> payloads) throws Exception {
    logResults(runs, 0);
    LogStream any = runs.get(0).labelled().stream();
    for (byte[] payload : payloads) {
      server.accepted(SubscriptionPayloads.path(any.account(), any.region()), payload);
    }
    Sentinels.post(server).await(WITHIN);
    logResults(runs, 1);
    return StoredEvents.read(server);
  }

  private void logResults(List<ClientRun> runs, int odd) throws Exception {
    int number = 0;
    for (ClientRun run : runs) {
      for (FinishedInvocation invoked : run.labelled().invoked()) {
        if (number++ % 2 == odd) {
          byte[] document = InvocationDocument.of(run.function(), run.labelled().stream(), invoked);
          server.accepted(InvocationDocument.PATH, document);
        }
      }
    }
  }

  private static void places(String where, ClientRun run, StoredEvents found, List<String> wrong) {
    for (LabelledEvent event : run.labelled().events()) {
      Place truth = new Place(run.labelled().stream().logStream(), event.requestId(), event.n());
      List<Place> places = found.places().getOrDefault(event.event().id(), List.of());
      if (!places.equals(List.of(truth))) {
        wrong.add(where + ": " + truth + ", said " + places + ": " + event.event().message());
      }
    }
  }

  /** The outcomes that the API tells; and no log result adds a line to what came. */
  private void answers(ClientRun run, List<String> wrong) throws Exception {
    for (Map.Entry<String, FailureKind> ended : run.failures().entrySet()) {
      String body = server.get("/api/v1/trails/" + ended.getKey()).body();
      List<?> trails =
          (List<?>) TestJson.object(body.getBytes(StandardCharsets.UTF_8)).get("trails");
      Map<?, ?> trail = trails == null || trails.size() != 1 ? Map.of() : (Map<?, ?>) trails.get(0);
      Map<String, Object> said = new HashMap<>();
      said.put("outcome", trail.get("outcome"));
      String right = RunCheck.outcome(ended.getValue()).word();
      if (!right.equals(said.get("outcome"))) {
        wrong.add("API: outcome " + right + ", said " + said + " of " + ended.getKey());
      }
      if (!String.valueOf(trail.get("sources")).contains("log_result")) {
        wrong.add("API: no log result of " + ended.getKey() + ": " + trail.get("sources"));
      }
      if (body.contains("\"basis\":\"log_result\"")) {
        wrong.add("API: the log result adds a line to " + ended.getKey());
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
