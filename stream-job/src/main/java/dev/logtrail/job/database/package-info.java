/** How tasks of the job reach the database: what travels with the job and opens connections. */
package dev.logtrail.job.database;
