package dev.logtrail.store.stats;

/**
 * What the store holds of one function over the last 24 hours (and ever, for lastStartedAt).
 *
 * @param account owner
 * @param region where it runs
 * @param functionName its name
 * @param lastStartedAt epoch ms of the newest trail, or null
 * @param requests request trails started in the window
 * @param errors those whose outcome is timeout, out_of_memory, crash, init_error or error
 * @param coldStarts those that started cold
 * @param lastOutcome outcome of the newest request, or null
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
