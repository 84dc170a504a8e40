package dev.logtrail.store.stats;

/**
 * What the store holds of one function. Counts are of requests that started within the window that
 * was asked for.
 *
 * @param account owner
 * @param region where it runs
 * @param functionName its name
 * @param lastStartedAt epoch ms of the newest trail of all times; null if none has a start
 * @param requests request trails started in the window
 * @param errors those whose outcome is timeout, out_of_memory, crash, init_error or error
 * @param coldStarts those that started cold
 * @param lastOutcome word of the outcome of the newest request of all times; null if there is none
 */
public record FunctionSummary(
    String account,
    String region,
    String functionName,
    Long lastStartedAt,
    long requests,
    long errors,
    long coldStarts,
    String lastOutcome) {}
