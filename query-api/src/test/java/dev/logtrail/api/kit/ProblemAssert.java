package dev.logtrail.api.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** Asserts what a problem document says. */
public final class ProblemAssert {
  private ProblemAssert() {}

  public static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("\"status\":" + status)
        .contains("\"detail\":\"" + detail + "\"");
  }
}
