package dev.logtrail.store.alert;

/**
 * What waits to be sent to somebody who is told; the first of it holds up the rest.
 *
 * @param target who is told: the name of a target of the operator
 * @param messages how many wait
 * @param since epoch ms at which the first of them was made
 * @param attempts how often that was sent in vain
 * @param fault why it was not taken the last time; null if it was never refused
 * @param nextAt epoch ms of its next try
 */
public record AlertBacklog(
    String target, int messages, long since, int attempts, String fault, long nextAt) {}
