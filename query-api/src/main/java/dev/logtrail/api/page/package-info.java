/**
 * The pages in the browser, served from the class path without a build step: what is in {@code
 * resources/web} is what the browser gets.
 *
 * <pre>
 *   address                       file in resources/web
 *   /, /r/{requestId}, /pane      pane/index.html    the list of trails, and the pane to embed
 *   /pane.js                      pane/embed.js      the element logtrail-pane
 *   /stats                        stats/index.html   the page of statistics
 *   /openapi.json                 openapi.json
 *   /assets/{path}                {path}
 *   /assets/modules/{path}        a module of the library Lit, from its WebJar
 *   /assets/bundle/{path}         what a page loads: a script with all that it imports, or all styles
 *
 *   pane/  ──► trail/ ──► lib/    pane: list, filter box, live tail     trail: a row, an opened trail
 *   stats/ ─────────────► lib/    stats: charts, table, hints           lib: API client, formats, base.css
 * </pre>
 */
package dev.logtrail.api.page;
