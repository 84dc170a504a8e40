/**
 * CloudWatch Logs filter patterns: terms, JSON selectors, space-delimited fields.
 *
 * <p>{@code FilterPattern.parse} reads one; a {@code Condition} decides for a message; {@code
 * Needs} says which words every match must hold, so that an index made with {@code Tokens} can
 * narrow.
 */
package dev.logtrail.pattern;
