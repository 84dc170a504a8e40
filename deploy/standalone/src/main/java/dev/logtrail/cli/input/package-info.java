/**
 * Inputs of the commands: files and standard input, gzip or not, cut into pieces and read into
 * events.
 */
package dev.logtrail.cli.input;
