/** The extension for VS Code: its own tests, and the file that the editor installs. */
package dev.logtrail.vscode;
