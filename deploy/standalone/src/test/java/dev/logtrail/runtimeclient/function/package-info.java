/** Functions in Java that the runtime client runs: what they do is named by their event. */
package dev.logtrail.runtimeclient.function;
