package dev.logtrail.job.kit;

/** The platform's lines in text format. */
public final class TextLines implements Lines {
  @Override
  public String initStart(String type) {
    return "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn:aws:lambda:x\n";
  }

  @Override
  public String failedInit() {
    return "INIT_REPORT Init Duration: 98.15 ms\tPhase: invoke\tStatus: error\tError Type: X\n";
  }

  @Override
  public String start(String id) {
    return "START RequestId: " + id + " Version: $LATEST\n";
  }

  @Override
  public String end(String id) {
    return "END RequestId: " + id + "\n";
  }

  @Override
  public String report(String id, long durationMs, String death) {
    String[] words = death == null ? new String[0] : death.split(" ");
    return "REPORT RequestId: %s\tDuration: %d.34 ms\tBilled Duration: %d ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t%s%s\n"
        .formatted(
            id,
            durationMs,
            durationMs + 1,
            words.length > 0 ? "Status: " + words[0] : "",
            words.length > 1 ? "\tError Type: " + words[1] : "");
  }
}
