package dev.logtrail.trail;

/**
 * What the names of a log group and a log stream tell about the function.
 *
 * <p>Default groups: {@code /aws/lambda/<function>} with streams {@code YYYY/MM/DD/[<version>]<32
 * hex>}. Custom groups: streams {@code YYYY/MM/DD/<function>[<version>]<32 hex>}. Lambda@Edge:
 * {@code /aws/lambda/us-east-1.<function>} in every region. What runs Managed Instances has a group
 * of its own, {@code /aws/lambda/capacity-provider/<name>}, and stands under that name: {@code
 * capacity-provider/<name>} can be no function's.
 */
final class StreamName {
  private static final String LAMBDA_GROUP = "/aws/lambda/";
  private static final String EDGE_PREFIX = "us-east-1.";
  private static final int DATE_LENGTH = "2026/11/20/".length();

  private StreamName() {}

  static String functionName(String logGroup, String logStream) {
    String inStream = nameInStream(logStream);
    if (inStream != null) {
      return inStream;
    }
    if (!logGroup.startsWith(LAMBDA_GROUP)) {
      return logGroup;
    }
    String name = logGroup.substring(LAMBDA_GROUP.length());
    return name.startsWith(EDGE_PREFIX) ? name.substring(EDGE_PREFIX.length()) : name;
  }

  static String functionVersion(String logStream) {
    int open = logStream.indexOf('[');
    int close = logStream.indexOf(']', open + 1);
    return open >= 0 && close > open + 1 ? logStream.substring(open + 1, close) : null;
  }

  private static String nameInStream(String logStream) {
    int open = logStream.indexOf('[');
    if (open <= DATE_LENGTH || !startsWithDate(logStream)) {
      return null;
    }
    return logStream.substring(DATE_LENGTH, open);
  }

  private static boolean startsWithDate(String s) {
    for (int i = 0; i < DATE_LENGTH; i++) {
      boolean slash = i == 4 || i == 7 || i == 10;
      char c = s.charAt(i);
      if (slash ? c != '/' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
