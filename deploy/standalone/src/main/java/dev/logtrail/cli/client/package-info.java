/** How commands talk to a server: address and token, answers, and the stream of a live tail. */
package dev.logtrail.cli.client;
