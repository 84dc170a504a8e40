package dev.logtrail.store.alert;

/**
 * How far a message to somebody who is told has come.
 *
 * @param messageId the message's id
 * @param target who is told: the name of a target of the operator
 * @param body what it says
 * @param attempts how often it was sent in vain
 * @param madeAt epoch ms
 * @param sentAt epoch ms at which it was taken; null if it was not
 * @param fault why it was not taken the last time; null if it was never refused
 * @param nextAt epoch ms of the next try; null if there is none
 */
public record AlertDelivery(
    long messageId,
    String target,
    String body,
    int attempts,
    long madeAt,
    Long sentAt,
    String fault,
    Long nextAt) {}
