/**
 * The Bloom index, which tells a search which trails may hold the words it looks for.
 *
 * <pre>
 *  flush ──► BloomPacker ──► BloomColumn ──► filter_recent or filter_block
 *                                                │
 *  RequiredTokens ──► BloomProbe ──► BloomReader ┴──► SearchCandidates
 * </pre>
 *
 * BloomCompactor packs and joins in the background what flushes wrote. The tables are named {@code
 * filter_…} in the schema; elsewhere a filter is what the user asks for.
 */
package dev.logtrail.store.postgres.search;
