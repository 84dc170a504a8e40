/**
 * The exception in the text of a record, by a class for each runtime, and the forms in which
 * runtimes themselves report an exception that nobody caught.
 */
package dev.logtrail.reading.exception;
