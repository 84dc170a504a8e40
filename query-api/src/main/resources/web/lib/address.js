// What the address of a page says.

/** A part of an address as text; as it stands where it is not encoded as it should be. */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The request whose own page an address is; null if it is another page. */
export function requestOf({ pathname }) {
  const [, id] = /^\/r\/(.+)$/.exec(pathname) ?? [];
  return id ? decoded(id) : null;
}
