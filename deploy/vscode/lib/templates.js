// Which functions a project deploys, from its templates: serverless.yml, SAM and CloudFormation, samconfig.toml, CDK's output.
//
// A function found: {name, pattern, folder, handler, template}.
//   name     its name once deployed; null where CloudFormation makes it up
//   pattern  then: a RegExp that such names match
//   folder   of its code, relative to the workspace, without a slash at the end; '' is the workspace itself
//   handler  as the runtime is told; null if that is not known
//   template the file it was found in

'use strict';

const { parseYaml } = require('./yaml');

const TYPES = new Set(['AWS::Serverless::Function', 'AWS::Lambda::Function']);

/** Files that may name functions, as a glob for the editor's search. */
const TEMPLATE_GLOB =
  '**/{serverless.yml,serverless.yaml,serverless.json,template.yml,template.yaml,template.json,*.template.json,samconfig.toml}';

/** Folders in which nothing of the project's own is found. */
const EXCLUDED_GLOB = '**/{node_modules,.git,.venv,venv,.aws-sam,.serverless,target,build,dist}/**';

const folderOf = (path) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const textOr = (value, other) => (typeof value === 'string' && value ? value : other);
const fieldsOf = (value) => (value && typeof value === 'object' && !Array.isArray(value) ? value : {});

/** A path below a folder, '.' and '..' resolved; null if it leads out of the workspace. */
function joined(folder, path) {
  const parts = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') {
      if (!parts.length) return null;
      parts.pop();
    } else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The functions of all templates: `files` is [{path, text}], paths relative to the workspace with slashes. */
function functionsOf(files) {
  const stacks = new Map();
  for (const { path, text } of files) {
    const stack = path.endsWith('samconfig.toml') ? stackName(text) : null;
    if (stack) stacks.set(folderOf(path), stack);
  }
  return files.flatMap(({ path, text }) => {
    const file = path.slice(path.lastIndexOf('/') + 1);
    try {
      if (/^serverless\.(ya?ml|json)$/.test(file)) return serverless(path, read(path, text));
      if (file.endsWith('.template.json')) return cdk(path, read(path, text));
      if (/^template\.(ya?ml|json)$/.test(file)) return sam(path, read(path, text), stacks.get(folderOf(path)));
    } catch {
      // Half-written files are usual in an editor; the next save is read again.
    }
    return [];
  });
}

const read = (path, text) => (path.endsWith('.json') ? JSON.parse(text) : parseYaml(text));

/** stack_name of samconfig.toml; of its default environment if there are several. */
function stackName(text) {
  let section = '';
  const found = [];
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[(.+)\]/.exec(line)?.[1] ?? section;
    const name = /^\s*stack_name\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
    if (name) found.push({ section, name });
  }
  return (found.find((one) => one.section.startsWith('default.')) ?? found[0])?.name ?? null;
}

/** `${opt:stage, 'dev'}` and its like: the default they name; null if they name none. */
function defaultOf(value, other) {
  const text = textOr(value, other);
  if (text == null || !text.includes('${')) return text;
  return /^\$\{[^,}]+,\s*['"]?([\w-]+)['"]?\s*\}$/.exec(text)?.[1] ?? null;
}

function serverless(path, template) {
  const { service, provider, functions } = fieldsOf(template);
  const serviceName = textOr(service, textOr(fieldsOf(service).name, null));
  const stage = defaultOf(fieldsOf(provider).stage, 'dev');
  return Object.entries(fieldsOf(functions)).map(([key, value]) => {
    const given = textOr(fieldsOf(value).name, null) ?? `${serviceName ?? '${service}'}-${stage ?? '${stage}'}-${key}`;
    return {
      ...named(withVariables(given, { 'self:service': serviceName, 'sls:stage': stage, 'self:provider.stage': stage })),
      folder: folderOf(path),
      handler: textOr(fieldsOf(value).handler, null),
      template: path,
    };
  });
}

/** Puts in what variables are known to hold, a default after a comma included. */
function withVariables(text, known) {
  return text.replace(/\$\{([^,}]+)(,[^}]*)?\}/g, (whole, name) => known[name.trim()] ?? known[`self:${name.trim()}`] ?? defaultOf(whole, whole) ?? whole);
}

/** A name, or the pattern of names that its variables leave open; nothing if nothing else is known of it. */
function named(text) {
  if (!text.includes('${')) return { name: text, pattern: null };
  const pattern = text.split(/\$\{[^}]*\}/).map(escaped).join('[\\w-]+');
  return { name: null, pattern: /^(\[\\w-\]\+|-)*$/.test(pattern) ? null : new RegExp(`^${pattern}$`) };
}

function sam(path, template, stack) {
  const globals = fieldsOf(fieldsOf(fieldsOf(template).Globals).Function);
  return resources(template).map(([id, resource]) => {
    const properties = { ...globals, ...fieldsOf(resource.Properties) };
    const uri = textOr(properties.CodeUri, textOr(properties.Code, '.'));
    return {
      ...deployedName(properties.FunctionName, stack, id),
      folder: joined(folderOf(path), uri.startsWith('s3:') ? '.' : uri) ?? folderOf(path),
      handler: textOr(properties.Handler, null),
      template: path,
    };
  });
}

/** CDK's output names the stack by its file; the code is a copy, so that only the handler leads to the source. */
function cdk(path, template) {
  const stack = path.slice(path.lastIndexOf('/') + 1).replace(/\.template\.json$/, '');
  const project = folderOf(path).replace(/(^|\/)cdk\.out.*$/, '');
  return resources(template)
    .filter(([, { Metadata, Properties }]) => fieldsOf(Metadata)['aws:asset:path'] ?? fieldsOf(Properties).FunctionName)
    .map(([id, { Properties }]) => ({
      ...deployedName(fieldsOf(Properties).FunctionName, stack, id),
      folder: project,
      handler: textOr(fieldsOf(Properties).Handler, null),
      template: path,
    }));
}

const resources = (template) =>
  Object.entries(fieldsOf(fieldsOf(template).Resources)).filter(([, resource]) => TYPES.has(fieldsOf(resource).Type));

/** The name that a template gives, or the pattern of CloudFormation's own: stack, logical id, random; both cut when long. */
function deployedName(given, stack, id) {
  const text = textOr(given, textOr(fieldsOf(given)['Fn::Sub'], null));
  if (text) return named(stack ? text.replaceAll('${AWS::StackName}', stack) : text);
  const cut = stack && stack.length + id.length > 50 ? `${escaped(stack.slice(0, 24))}.*-${escaped(id.slice(0, 10))}.*` : null;
  return { name: null, pattern: new RegExp(`^${cut ?? `${stack ? escaped(stack) : '[\\w-]+'}-${escaped(id)}`}-\\w{8,13}$`) };
}

module.exports = { functionsOf, folderOf, joined, TEMPLATE_GLOB, EXCLUDED_GLOB };
