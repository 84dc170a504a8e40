/** Serves the page: its files from {@code resources/web}, and the browser libraries they import. */
package dev.logtrail.api.page;
