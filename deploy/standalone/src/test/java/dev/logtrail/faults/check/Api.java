package dev.logtrail.faults.check;

import dev.logtrail.demo.TestJson;
import dev.logtrail.faults.target.HttpCalls;
import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The query API, as the checks ask it. */
final class Api {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final Target target;
  private final HttpCalls http = new HttpCalls();

  Api(Target target) {
    this.target = target;
  }

  /** The JSON object at a path. */
  Map<String, Object> get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.get(target.address().resolve(path), ANSWER_WITHIN);
    if (answer.statusCode() != OK) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return TestJson.object(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /** All trails that a list holds, page by page. */
  List<Map<?, ?>> list(String query) throws IOException, InterruptedException {
    List<Map<?, ?>> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Map<String, Object> page = get("/api/v1/trails?" + query + cursor);
      all.addAll(objects(page.get("trails")));
      Object next = page.get("nextCursor");
      cursor = next == null || next.equals("null") ? null : "&cursor=" + encode((String) next);
    }
    return all;
  }

  static List<Map<?, ?>> objects(Object array) {
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Object object : (List<?>) array) {
      objects.add((Map<?, ?>) object);
    }
    return objects;
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
