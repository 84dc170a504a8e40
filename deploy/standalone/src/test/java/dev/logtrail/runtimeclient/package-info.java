/**
 * Lambda's real runtime clients as a source of logs: the kit runs them against a Runtime API of its
 * own and takes what they write as the platform does.
 *
 * <pre>
 *  test ──invoke──► ExecutionEnvironment ──next──► RuntimeApi ──HTTP──► runtime client, handler
 *                        │  START, END, REPORT                           │ stdout + stderr   │ telemetry pipe
 *                        ▼                                               ▼                   ▼
 *                    StreamWriter  ◄─────────────────────────────── OutputLines       TelemetryFrames
 *                        │ events with ids and their true owners (LabelledStream), log results
 * </pre>
 *
 * <p>A test that needs real logs takes a client from {@link dev.logtrail.runtimeclient.NodeClients}
 * or {@link dev.logtrail.runtimeclient.JavaClients}, starts an {@link
 * dev.logtrail.runtimeclient.ExecutionEnvironment} with it and invokes.
 */
package dev.logtrail.runtimeclient;
