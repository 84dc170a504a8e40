/**
 * The commands that run until they get a signal: {@code up}, and its parts {@code ingest}, {@code
 * api} and {@code job} in processes of their own.
 */
package dev.logtrail.cli.server;
