package dev.logtrail.store;

import dev.logtrail.trail.Outcome;

/**
 * How many trails of one outcome started in one step of time.
 *
 * @param at epoch ms of the step's begin
 * @param outcome how they ended
 * @param trails how many
 */
public record OutcomeCount(long at, Outcome outcome, long trails) {}
