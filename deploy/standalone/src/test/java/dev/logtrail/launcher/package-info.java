/** The script that builds the program and starts it. */
package dev.logtrail.launcher;
