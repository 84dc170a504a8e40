// Saves what the API answers as a file: a link could not send the token.

import { call, headers } from './api.js';

/** Fetches a path of the API with its query in the format that is accepted, and saves it under a name. */
export async function download(path, params, accept, name) {
  const response = await call(path, params, { headers: headers(accept) });
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A text as a part of a file's name. */
export const fileName = (text) => text.replace(/[^\w.-]+/g, '-').slice(0, 80);
