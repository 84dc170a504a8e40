/** What a caller of Invoke posts: the answer, its log result decoded, and the function it names. */
package dev.logtrail.payload.invocation;
