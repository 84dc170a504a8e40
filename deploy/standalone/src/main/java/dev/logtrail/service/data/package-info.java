/**
 * The data directory ({@code --data}): who owns it, and the PostgreSQL server that keeps everything
 * in it.
 */
package dev.logtrail.service.data;
