/** What simulated functions log and how they fail, before a runtime gives it a form. */
package dev.logtrail.demo.lambda.script;
