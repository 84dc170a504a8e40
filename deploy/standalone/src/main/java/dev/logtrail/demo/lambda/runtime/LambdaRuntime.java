package dev.logtrail.demo.lambda.runtime;

import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
import java.util.List;

/** How one Lambda runtime writes what functions log: its prefixes, its JSON, its errors. */
public sealed interface LambdaRuntime
    permits PythonText, PythonJson, NodeText, NodeJson, JavaText, RustContainer {

  /** Python with the text format: {@code logging} prefixes, bare {@code print}. */
  static LambdaRuntime pythonText() {
    return new PythonText();
  }

  /** Python with the JSON format: {@code print} stays bare. */
  static LambdaRuntime pythonJson() {
    return new PythonJson();
  }

  /** Node.js with the text format. */
  static LambdaRuntime nodeText() {
    return new NodeText();
  }

  /** Node.js with the JSON format. */
  static LambdaRuntime nodeJson() {
    return new NodeJson();
  }

  /** Java with the text format: LambdaLogger and {@code System.out}. */
  static LambdaRuntime javaText() {
    return new JavaText();
  }

  /** A Rust program in a container image. */
  static LambdaRuntime rustContainer() {
    return new RustContainer();
  }

  /** The version label of INIT_START, such as {@code python:3.13.v50}; null for images. */
  String version();

  /** Whether the log format is JSON, for the platform's records too. */
  boolean json();

  /** What one {@link LogCall} looks like: one event or several. */
  List<Output> write(LogCall call, LogContext at);

  /** What the runtime writes when the handler ends with an exception. */
  List<Output> unhandled(ScriptedException exception, LogContext at);

  /** What is written when init ends with an exception. */
  List<Output> initFailure(ScriptedException exception, LogContext at);

  /** The last output of a process that an error outside any handler ends. */
  List<Output> crash(ScriptedException exception, LogContext at);

  /** How such a process ends, in Lambda's words, such as {@code exit status 1}. */
  String exitReason();

  /** The error type of a failed init, such as {@code Runtime.ImportModuleError}. */
  String initErrorType();

  /** The payload of an Invoke that ended with this exception: JSON text. */
  String errorPayload(ScriptedException exception);
}
