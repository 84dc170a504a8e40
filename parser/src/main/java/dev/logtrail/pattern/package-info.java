/**
 * CloudWatch Logs filter patterns: terms, JSON selectors, space-delimited fields.
 *
 * <p>{@code FilterPattern.parse} reads one; a {@code Condition} decides for a message; {@code
 * RequiredTokens} says which tokens every match holds, so that an index made with {@code Tokens}
 * can leave out what cannot match.
 */
package dev.logtrail.pattern;
