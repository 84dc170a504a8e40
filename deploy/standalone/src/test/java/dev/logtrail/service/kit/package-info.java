/**
 * What the tests of the running program share: the program in a process of its own, clients that
 * post labelled logs to it, and checks of what it stored.
 */
package dev.logtrail.service.kit;
