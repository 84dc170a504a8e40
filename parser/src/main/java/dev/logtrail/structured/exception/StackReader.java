package dev.logtrail.structured.exception;

import dev.logtrail.trail.ExceptionInfo;

/** Reads the exception that a stack text of any runtime tells of. */
@FunctionalInterface
public interface StackReader {
  /** The exception in {@code text}, or null if it tells of none. Never throws. */
  ExceptionInfo read(String text);
}
