/**
 * The trails as tools of an assistant: a server of the Model Context Protocol (JSON-RPC 2.0) over
 * streamable HTTP, whose answers are texts small enough for a context window.
 *
 * <pre>
 *  POST /mcp ─► McpRoutes (body, thread) ─► McpServer (JSON-RPC) ─► McpTools ─► a tool ─► text
 * </pre>
 *
 * <p>It keeps no session: every request is answered by itself, with one JSON document, so that any
 * of several servers may answer the next.
 */
package dev.logtrail.api.mcp;
