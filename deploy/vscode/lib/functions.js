// Which function a file belongs to: by the templates of its project, else by the names of folders and files.

'use strict';

const { folderOf, joined } = require('./templates');

/** Names of folders and files that tell nothing of what is in them. */
const COMMON = new Set(
  'app apps code functions function handler handlers index lambda lambdas lib main packages service services source src test tests java com org python ts js'.split(' '),
);

/** How well a file fits a function, worst to best. */
const BELOW = 1; // Somewhere below the folder of its code or its handler,
const NAMED = 2; // called like the function,
const HANDLER = 3; // or its handler itself.

/** The file of a handler without its ending: `src/orders.handler` is src/orders, `com.shop.Orders::handle` com/shop/Orders. */
function handlerPath(handler) {
  if (!handler) return null;
  if (handler.includes('::')) {
    const [first, second] = handler.split('::');
    // Java names class::method, .NET assembly::class::method.
    const name = handler.split('::').length > 2 ? second : first;
    return name.replaceAll('.', '/');
  }
  const dot = handler.lastIndexOf('.');
  const path = dot < 0 ? handler : handler.slice(0, dot);
  return path.includes('/') ? path : path.replaceAll('.', '/');
}

/** Whether a path, without its ending, is that of a handler or ends with it. */
function isHandler(path, { folder, handler }) {
  const wanted = handlerPath(handler);
  if (!wanted) return false;
  const stem = path.replace(/\.[^./]+$/, '');
  const inside = !folder || path.startsWith(`${folder}/`);
  return stem === joined(folder, wanted) || (inside && wanted.includes('/') && stem.endsWith(`/${wanted}`));
}

/** The folders whose files are a function's: that of its code, and that of its handler. The workspace itself is nobody's. */
function codeFolders({ folder, handler }) {
  const wanted = handlerPath(handler);
  return [folder, wanted && folderOf(joined(folder, wanted) ?? '')].filter(Boolean);
}

/** The deployed names of a function found in a template, as far as the server knows them. */
function deployedNames({ name, pattern }, known) {
  if (name) return [name];
  return pattern ? known.filter((one) => pattern.test(one)) : [];
}

/**
 * The functions that a file may belong to, best first: [{name, why, rank}].
 *
 * @param path of the file, relative to the workspace, with slashes
 * @param found what functionsOf has found in the templates
 * @param known names that the server knows
 */
function candidates(path, found, known) {
  const best = new Map();
  const add = (name, rank, why) => {
    if (!best.has(name) || best.get(name).rank < rank) best.set(name, { name, rank, why });
  };
  for (const one of found) {
    const names = deployedNames(one, known);
    if (isHandler(path, one)) names.forEach((name) => add(name, HANDLER, `handler in ${one.template}`));
    else {
      const within = codeFolders(one).filter((folder) => path.startsWith(`${folder}/`));
      // Of two folders within each other the inner one counts.
      const depth = Math.max(0, ...within.map((folder) => folder.split('/').length)) / 100;
      if (within.length) names.forEach((name) => add(name, BELOW + depth, `code of ${one.template}`));
    }
  }
  for (const name of known) {
    const rank = likeness(path, name);
    if (rank > 0) add(name, rank, 'name of folder or file');
  }
  return [...best.values()].sort((a, b) => b.rank - a.rank || a.name.localeCompare(b.name));
}

/** From 0, nothing in common, to NAMED, the folder or file is called like the function. */
function likeness(path, name) {
  const words = [...folderOf(path).split('/'), path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')];
  let best = 0;
  words.forEach((word, i) => {
    if (!word || COMMON.has(word.toLowerCase())) return;
    const nearness = (i + 1) / words.length / 100; // The inner folder tells more.
    const [w, n] = [plain(word), plain(name)];
    if (w === n) best = Math.max(best, NAMED + nearness);
    else if (w.length > 2 && `-${n}-`.includes(`-${w}-`)) best = Math.max(best, BELOW + 0.5 + nearness);
  });
  return best;
}

/** In lower case, words parted by dashes: OrdersApi, orders_api and orders-api are the same. */
const plain = (text) =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z\d]+/g, '-')
    .toLowerCase();

/** The one candidate that can be meant; null where several fit as well as each other, or none does. */
function functionOf(path, found, known) {
  const [first, second] = candidates(path, found, known);
  if (!first) return null;
  return second && second.rank === first.rank ? null : first.name;
}

module.exports = { candidates, functionOf, handlerPath };
