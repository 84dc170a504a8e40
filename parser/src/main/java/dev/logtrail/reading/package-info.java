/**
 * From a trail's raw events to what people read: entries, the header, the merge with a log result.
 *
 * <pre>
 *   TrailEvents ─┬─ logresult.LogResultMerge  (where a log result came)
 *                │
 *                ▼
 *   text.ReadEvent      a runtime's columns apart, line ends and colours normalized
 *                │
 *                ▼
 *   join.RecordJoiner   events that are one record: a traceback printed line by line
 *                │
 *                ▼
 *   entry.EntryReader ── text.TextLines, exception.ExceptionText, structured.StructuredReader
 *                │
 *                ├────► Entry…
 *                └────► header.Headers ────► TrailHeader
 * </pre>
 *
 * <p>Which class knows which runtime or logger ({@code text}: one line's columns; {@code join}: the
 * events of one record; {@code exception}: the exception in it). Columns that a runtime itself puts
 * before a line (Node, Python, .NET, Ruby) are {@code line.RuntimePrefix}; JSON of any logger is
 * package {@code structured}.
 *
 * <pre>
 *   runtime, logger              text                     join             exception
 *   Java                         LambdaRuntimeLine        StackLines       StackTrace
 *    log4j, logback, Spring Boot PatternLayoutLine
 *    java.util.logging           JavaUtilLoggingLine      RecordJoiner
 *   Node                         RuntimeWarningLine       StackLines       StackTrace, RuntimeErrorReport
 *    winston                     DotnetConsoleLine        BlockLines
 *   .NET                         DotnetConsoleLine        RecordJoiner     StackTrace
 *    Serilog                     SerilogLine              StackLines
 *   Python                       PythonLoggingLine        PythonLines      PythonTrace, PythonGroup
 *    logging with a format       PatternLayoutLine
 *   Ruby                         (RuntimePrefix)          RubyPhpLines     RubyTrace, RuntimeErrorReport
 *   PHP                          PhpLine                  RubyPhpLines     PhpTrace
 *    Monolog                     MonologLine
 *   Go                           GoLogLine                PanicLines       GoPanic, RuntimeErrorReport
 *    slog, logrus                LogfmtLine
 *   Rust                         RustTracingLine          PanicLines       RustPanic
 *    env_logger                  SerilogLine
 *   PowerShell                   LambdaRuntimeLine
 *   extensions, Datadog          ExtensionLine, DatadogLine
 *   values on several lines                               BlockLines
 *   records cut by a size limit                           CutRecord
 * </pre>
 */
package dev.logtrail.reading;
