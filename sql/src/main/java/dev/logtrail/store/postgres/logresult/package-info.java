/** Table {@code log_result}: what synchronous invokes returned of a request's log. */
package dev.logtrail.store.postgres.logresult;
