package dev.logtrail.ingest.source.s3;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Uploads in parts that an {@link S3Stub} has begun. */
final class S3Uploads {
  static final String COMPLETED =
      "<?xml version=\"1.0\"?><CompleteMultipartUploadResult><ETag>e</ETag>"
          + "</CompleteMultipartUploadResult>";

  private final Map<String, TreeMap<Integer, byte[]>> begun = new HashMap<>();
  private int started;

  static boolean isStart(Map<String, String> query) {
    return query.containsKey("uploads");
  }

  static boolean isPart(Map<String, String> query) {
    return query.containsKey("partNumber");
  }

  /** Begins one; the answer is the body that tells its id. */
  String start(String path) {
    String id = "upload-" + ++started;
    begun.put(id, new TreeMap<>());
    return "<?xml version=\"1.0\"?><InitiateMultipartUploadResult><Bucket>%s</Bucket><Key>%s</Key><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
        .formatted(path.replaceAll("/.*", ""), path.replaceFirst("[^/]*/", ""), id);
  }

  /** Keeps a part; the answer is its entity tag. */
  String part(Map<String, String> query, byte[] bytes) {
    begun.get(query.get("uploadId")).put(Integer.valueOf(query.get("partNumber")), bytes);
    return "\"part-" + query.get("partNumber") + "\"";
  }

  /** Ends one; the answer is the object. */
  byte[] complete(Map<String, String> query) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    begun.remove(query.get("uploadId")).values().forEach(object::writeBytes);
    return object.toByteArray();
  }

  /** Forgets one, if the call is about one. */
  boolean abort(Map<String, String> query) {
    return query.containsKey("uploadId") && begun.remove(query.get("uploadId")) != null;
  }
}
