package dev.logtrail.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The settings of the service: what `up` takes as flags, variables or a file's keys. */
final class ServiceOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".logtrail",
      description =
          "Where everything is kept (default: .logtrail here). Survives restarts and kill -9.")
  Path data;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: 127.0.0.1).")
  String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port to listen on (default: 8080; 0: any free one).")
  int port;

  @Option(
      names = "--db",
      paramLabel = "JDBC_URL",
      description =
          "A PostgreSQL 15 or newer of yours, instead of the embedded one: jdbc:postgresql://host:5432/db.")
  String db;

  @Option(names = "--db-user", description = "Role at --db, if the URL does not name it.")
  String dbUser;

  @Option(
      names = "--db-password",
      description = "Its password; better as the variable LOGTRAIL_DB_PASSWORD.")
  String dbPassword;

  @Option(
      names = "--account",
      defaultValue = "000000000000",
      description = "AWS account of payloads that tell none (default: 000000000000).")
  String account;

  @Option(
      names = "--region",
      defaultValue = "us-east-1",
      description =
          "AWS region of payloads that tell none: a subscription payload never does (default: us-east-1).")
  String region;

  @Option(
      names = "--token",
      description = "Bearer token that reading needs. Required unless --host is loopback.")
  String token;

  @Option(
      names = "--ingest-token",
      description = "Bearer token that ingest needs. Required unless --host is loopback.")
  String ingestToken;

  @Option(
      names = "--allow-origin",
      split = ",",
      paramLabel = "ORIGIN",
      description = "Origins of pages that may embed the pane, such as https://ide.example.com.")
  List<String> allowOrigins = new ArrayList<>();

  @Option(
      names = "--retention-days",
      paramLabel = "DAYS",
      description = "Trails older than this are deleted (default: kept for ever).")
  Integer retentionDays;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Tasks that assemble trails (default: 2).")
  int parallelism;

  /** Checks what no type can say. */
  void check() {
    boolean loopback = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    if (!loopback && (token == null || ingestToken == null)) {
      throw new UserError(
          "--host %s can be reached from other machines: that needs LOGTRAIL_TOKEN (to read) and LOGTRAIL_INGEST_TOKEN"
                  .formatted(host)
              + " (to send); or keep the default 127.0.0.1");
    }
    if (parallelism < 1 || parallelism > 64) {
      throw new UserError("--parallelism is " + parallelism + "; right would be 1 to 64");
    }
    if (retentionDays != null && retentionDays < 1) {
      throw new UserError("--retention-days is " + retentionDays + "; right would be 1 or more");
    }
  }
}
