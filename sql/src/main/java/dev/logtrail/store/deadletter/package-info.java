/**
 * Dead letters as an operator handles them: listed, looked at, tried again and deleted. Each stays
 * one letter until it is stored, deleted, or too old.
 */
package dev.logtrail.store.deadletter;
