package dev.logtrail.cluster;

import dev.logtrail.demo.TestJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's REST API, as an operator uses it. */
final class FlinkRest {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private static final Pattern LOCATION = Pattern.compile("\"location\":\"([^\"]+)\"");

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  FlinkRest(int port) {
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /** The state of the newest job, with how many of its tasks run; null if nobody answers. */
  String state() {
    try {
      Map<?, ?> job = job();
      if (job == null) {
        return "no job";
      }
      Map<?, ?> tasks = (Map<?, ?>) job.get("tasks");
      return job.get("state") + " " + tasks.get("running") + "/" + tasks.get("total");
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Whether all tasks run, so many of each kind; if not, answers after a while. */
  boolean runsAt(int parallelism, Duration orAfter) throws InterruptedException {
    String state = state();
    int all = 2 * parallelism; // source and decode are one task; the keyed stage is the other
    boolean runs = ("RUNNING " + all + "/" + all).equals(state);
    if (!runs) {
      Thread.sleep(orAfter.toMillis());
    }
    return runs;
  }

  private Map<?, ?> job() throws IOException, InterruptedException {
    List<Map<?, ?>> jobs = new ArrayList<>();
    // While it starts or rescales it may answer with errors.
    if (get("/jobs/overview").get("jobs") instanceof List<?> listed) {
      listed.forEach(job -> jobs.add((Map<?, ?>) job));
    }
    return jobs.isEmpty() ? null : jobs.get(jobs.size() - 1);
  }

  private String jobId() throws IOException, InterruptedException {
    return (String) job().get("jid");
  }

  /** Changes how many tasks of each kind there are, while the job runs. */
  void rescale(int parallelism) throws IOException, InterruptedException {
    String id = jobId();
    StringBuilder body = new StringBuilder("{");
    for (Object vertex : (List<?>) get("/jobs/" + id).get("vertices")) {
      body.append(body.length() == 1 ? "" : ",")
          .append('"')
          .append(((Map<?, ?>) vertex).get("id"))
          .append("\":{\"parallelism\":{\"lowerBound\":1,\"upperBound\":")
          .append(parallelism)
          .append("}}");
    }
    body.append('}');
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(address.resolve("/jobs/" + id + "/resource-requirements"))
                .PUT(BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json"));
    if (answer.statusCode() != 200) {
      throw new AssertionError("rescale: " + answer.statusCode() + " " + answer.body());
    }
  }

  /** Stops the job with a savepoint in the canonical format; the answer is where it is. */
  String stopWithSavepoint(Duration within) throws Exception {
    String id = jobId();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(address.resolve("/jobs/" + id + "/stop"))
                .POST(BodyPublishers.ofString("{\"drain\":false,\"formatType\":\"CANONICAL\"}"))
                .header("Content-Type", "application/json"));
    Object trigger = json(answer).get("request-id");
    long deadline = System.nanoTime() + within.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      last =
          send(HttpRequest.newBuilder(address.resolve("/jobs/" + id + "/savepoints/" + trigger)))
              .body();
      Matcher location = LOCATION.matcher(last);
      if (location.find()) {
        return location.group(1);
      }
      if (last.contains("failure-cause")) {
        break;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no savepoint: " + last);
  }

  private Map<String, Object> get(String path) throws IOException, InterruptedException {
    return json(send(HttpRequest.newBuilder(address.resolve(path))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(ANSWER_WITHIN).build(), BodyHandlers.ofString());
  }

  private static Map<String, Object> json(HttpResponse<String> answer) {
    return TestJson.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
