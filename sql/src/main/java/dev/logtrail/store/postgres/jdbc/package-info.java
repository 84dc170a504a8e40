/**
 * What all statements use: transactions, locks, binary copy, notifications, texts and times as
 * PostgreSQL can hold them, and the numbers that stand for names.
 */
package dev.logtrail.store.postgres.jdbc;
