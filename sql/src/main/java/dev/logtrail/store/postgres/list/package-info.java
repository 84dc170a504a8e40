/**
 * Lists of trails, among them requests that are known only from a log result, and the list of
 * functions.
 */
package dev.logtrail.store.postgres.list;
