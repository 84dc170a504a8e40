/**
 * The processes of a Flink cluster, started from the jars that Logtrail has anyway: a launcher
 * works out how much memory each part of a JVM may take, writes Flink's configuration and starts
 * Flink's own entry point.
 *
 * <pre>
 *  logtrail flink jobmanager  ──► config.yaml ──► StandaloneApplicationClusterEntryPoint ──► FlinkJob
 *  logtrail flink taskmanager ──► config.yaml ──► TaskManagerRunner
 * </pre>
 */
package dev.logtrail.service.flink;
