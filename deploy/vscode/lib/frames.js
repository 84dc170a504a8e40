// Printed stack frames: the place that each names, and the file of the workspace that is meant.

'use strict';

const PYTHON = /^\s*File "([^"]+)", line (\d+)/;

/** Where frames of each runtime name their place. The first that fits is taken. */
const FORMS = [
  PYTHON,
  /(?:\(|^|\s|@)(?:file:\/\/)?((?:[A-Za-z]:)?[^\s():]*\.(?:[cm]?[jt]sx?)):(\d+):(\d+)\)?/, // Node
  /^\s*(?:at )?(?:[\w.$@/-]+\/)?([\w.$]+)\.[\w$<>]+\(([\w$]+\.(?:java|kt|scala|groovy)):(\d+)\)/, // Java: class and file
  / in (.+?):line (\d+)\s*$/, // .NET
  /(?:^|\s)((?:\.{0,2}\/)?[^\s:(]+\.rb):(\d+)(?::in\b|$)/, // Ruby
  /(?:^|\s)(\S+\.go):(\d+)(?:\s|$)/, // Go
  /(?:#\d+ |^|\s)(\S+\.php)(?:\((\d+)\)|:(\d+))/, // PHP
  /\bat (\S+\.rs):(\d+)(?::(\d+))?/, // Rust
];
const JAVA = FORMS[2];

/** Whose code is not the workspace's own, wherever it lies. */
const FOREIGN = /(^|\/)(node_modules|site-packages|dist-packages|vendor\/bundle|\.cargo|rustc|vendor)\//;
const PLATFORM = /^(\/var\/(runtime|lang)\/|\/opt\/|\/usr\/|node:|<|internal\/)/;

/**
 * The place in a printed frame: {path, line, column}, lines and columns from 1, column null if it names none.
 * Null for frames without a place and for those of runtimes and libraries.
 */
function placeOf(frame) {
  for (const text of frame.slice(0, 4_000).split('\n')) {
    for (const form of FORMS) {
      const found = form.exec(text);
      if (!found) continue;
      const place = form === JAVA ? javaPlace(found) : { path: found[1], line: Number(found[2] ?? found[3]), column: Number((found[2] && found[3]) ?? 0) || null };
      const path = place.path.replaceAll('\\', '/');
      return PLATFORM.test(path) || FOREIGN.test(path) || !(place.line > 0) ? null : { ...place, path };
    }
  }
  return null;
}

/** com.shop.Orders.handle(Orders.java:7): the package is the folder. */
function javaPlace([, className, file, line]) {
  const dot = className.lastIndexOf('.');
  const folder = dot < 0 ? '' : `${className.slice(0, dot).replaceAll('.', '/')}/`;
  return { path: folder + file, line: Number(line), column: null };
}

/** All frames of an exception and its causes, innermost first; a cause, which is nearer to the fault, before what it caused. */
function framesOf(exception) {
  const causes = (exception.causes ?? []).slice(0, 20);
  const own = exception.frames ?? [];
  // Python prints the innermost call last.
  const isPython = own.some((frame) => PYTHON.test(frame));
  return [...causes.reverse().flatMap(framesOf), ...(isPython ? [...own].reverse() : own)];
}

/**
 * The file of the workspace that a path within the deployed code means: the one that shares the longest end of the path;
 * of several the one in `folder`, where the function's code is. Null if none does, or two fit alike.
 *
 * @param files paths relative to the workspace that have the frame's file name
 */
function fileOf(path, files, folder) {
  const wanted = path.replace(/^\/var\/task\//, '').replace(/^(\.\/)+/, '').split('/').filter(Boolean);
  const scored = files
    .map((file) => ({ file, score: commonEnd(file.split('/'), wanted) + (folder && file.startsWith(`${folder}/`) ? 0.5 : 0) }))
    .filter(({ score }) => score >= 1)
    .sort((a, b) => b.score - a.score);
  if (!scored.length) return null;
  // From the code's own folder every part of the path must be there, unless the workspace begins further in or out.
  const whole = path.startsWith('/var/task/') ? scored.filter(({ file, score }) => Math.floor(score) === Math.min(wanted.length, file.split('/').length)) : scored;
  const [first, second] = whole;
  return !first || (second && second.score === first.score) ? null : first.file;
}

function commonEnd(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}

const fileName = (path) => path.slice(path.lastIndexOf('/') + 1);

module.exports = { placeOf, framesOf, fileOf, fileName };
