/** How each Lambda runtime writes what functions log: its prefixes, its JSON, its stack traces. */
package dev.logtrail.demo.lambda.runtime;
