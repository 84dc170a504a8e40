// Which functions the server invokes, as patterns in which * is any text and ? any one character.

const expressionOf = (pattern) =>
  new RegExp(
    `^${[...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))).join('')}$`,
  );

/** `state`: as GET /api/v1/invoke tells it; null if it is not known. `account`: only AWS's have 12 digits. */
export function allows(state, { functionName, account }) {
  return Boolean(state?.allowed) && /^\d{12}$/.test(account) && state.functions.some((pattern) => expressionOf(pattern).test(functionName));
}

/** The fault of a text that is to be JSON; null if it is, or is empty. */
export function jsonFault(text) {
  if (!text.trim()) return null;
  try {
    JSON.parse(text);
    return null;
  } catch (fault) {
    return fault.message;
  }
}
