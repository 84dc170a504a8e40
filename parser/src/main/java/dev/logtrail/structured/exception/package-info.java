/** The exception that a structured line carries: as fields, as an object, or as a printed stack. */
package dev.logtrail.structured.exception;
