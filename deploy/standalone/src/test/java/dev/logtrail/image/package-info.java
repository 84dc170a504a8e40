/** The container image: its parts are checked by every build, and it is built and run on demand. */
package dev.logtrail.image;
