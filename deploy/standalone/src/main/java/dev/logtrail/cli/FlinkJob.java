package dev.logtrail.cli;

/**
 * The main class of the job for a Flink cluster. Its settings are {@code LOGTRAIL_*} variables of
 * the JobManager, and arguments as {@code logtrail job} takes them.
 */
public final class FlinkJob {
  private FlinkJob() {}

  /**
   * Submits the job to the environment that it is run in.
   *
   * @throws IllegalStateException if it cannot; the process's log says why
   */
  public static void main(String[] arguments) {
    String[] words = new String[arguments.length + 2];
    words[0] = "flink";
    words[1] = "job";
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    int code = Main.run(System.getenv(), words);
    if (code != 0) {
      throw new IllegalStateException("the job was not submitted: see the messages before this");
    }
  }
}
