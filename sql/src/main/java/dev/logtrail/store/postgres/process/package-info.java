/** Table {@code process}: what the processes on this store tell of themselves. */
package dev.logtrail.store.postgres.process;
