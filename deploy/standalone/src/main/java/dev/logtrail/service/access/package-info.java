/** What access to the server is read from and written to: the tokens file, and the access log. */
package dev.logtrail.service.access;
