/**
 * The settings of the program: flags, environment variables and files, checked, with messages that
 * say what would be right.
 */
package dev.logtrail.service.settings;
