/** The {@code logtrail} command: one class a subcommand, and what several of them share. */
package dev.logtrail.cli;
