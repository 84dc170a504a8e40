/** What is wrong with functions, and the messages that tell of it, each until it has been taken. */
package dev.logtrail.store.alert;
