/**
 * What live readers follow: one {@link dev.logtrail.store.change.Change} a flush, numbered in
 * commit order and kept for an hour.
 */
package dev.logtrail.store.change;
