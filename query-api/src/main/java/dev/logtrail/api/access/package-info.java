/**
 * Who may call: tokens, hosts and origins, and how much each token may ask for.
 *
 * <pre>
 *  request ─► HostCheck ─► token ─► Tokens ─► RateLimiter ─► Caller (a name and a scope) ─► route
 *              421          401                429                       │
 *                                                                        └─► RequestEnd: bytes, access log
 * </pre>
 */
package dev.logtrail.api.access;
