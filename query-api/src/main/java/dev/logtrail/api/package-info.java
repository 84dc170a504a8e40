/** The HTTP API, the live tail and the page. */
package dev.logtrail.api;
