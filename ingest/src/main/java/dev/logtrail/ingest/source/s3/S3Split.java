package dev.logtrail.ingest.source.s3;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A place in S3, and which of its objects are read.
 *
 * @param location the place, as the user wrote it
 * @param position which objects
 */
record S3Split(String location, S3Position position) implements SourceSplit {
  @Override
  public String splitId() {
    return location;
  }
}
