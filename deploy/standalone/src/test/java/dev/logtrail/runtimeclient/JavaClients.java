package dev.logtrail.runtimeclient;

import dev.logtrail.demo.lambda.runtime.LambdaRuntime;
import dev.logtrail.runtimeclient.function.Orders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lambda's client for Java, run by this Java. */
public final class JavaClients {
  private static final String VERSION = "2.10.1";
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final Pattern OURS =
      Pattern.compile(".*(test-classes|logback|logstash|slf4j-api|jackson)[^/]*/?");

  private JavaClients() {}

  /** The client with each logger, in both log formats; skips the test where it is missing. */
  public static List<RuntimeClient> installedOrSkip() throws IOException {
    Path jars = InstalledClients.folderOrSkip("java");
    return List.of(
        client(jars, "LambdaLogger", false),
        client(jars, "LambdaLogger", true),
        client(jars, "log4j2", false),
        client(jars, "log4j2", true),
        client(jars, "logback", false));
  }

  private static RuntimeClient client(Path jars, String logger, boolean json) {
    String handler = Orders.class.getName();
    String separator = System.getProperty("path.separator");
    // The client's jars, and of the test's own class path the function and what it logs with.
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(separator))
            .filter(entry -> OURS.matcher(entry).matches())
            .collect(Collectors.joining(separator, jars + "/*" + separator, ""));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-Xshare:auto",
            "-Dlogback.configurationFile=runtimeclient/logback-function.xml",
            "-Dlog4j2.configurationFile=runtimeclient/log4j2-function.xml",
            "-cp",
            classPath,
            MAIN,
            handler);
    LambdaRuntime platform = json ? LambdaRuntime.nodeJson() : LambdaRuntime.javaText();
    return new RuntimeClient(
        "Java",
        VERSION,
        logger,
        platform,
        handler,
        jars,
        command,
        Map.of("FUNCTION_LOGGER", logger));
  }
}
