/** Figures, each with its floor measured in the same run. */
package dev.logtrail.bench;
