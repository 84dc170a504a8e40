/** Dead letters over HTTP: lists them, shows one, tries them again and deletes them. */
package dev.logtrail.api.deadletter;
