// Our own lint rules as an oxlint plugin. What they enforce is in import-table.ts; this file reads syntax.

import { dirname, relative, sep } from 'node:path';
import { type ImportRule, importRules, isPureFile } from './import-table.ts';

/** A syntax node, as far as these rules look at one. */
type Node = {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly source?: Node | null;
  readonly argument?: Node;
  readonly arguments?: readonly Node[];
  readonly importKind?: 'type' | 'value';
  readonly exportKind?: 'type' | 'value';
};

type Context = {
  readonly filename: string;
  readonly report: (problem: { readonly message: string; readonly node: Node }) => void;
};
type Visitor = Readonly<Record<string, (node: Node) => void>>;
type Rule = { readonly create: (context: Context) => Visitor };

const root = dirname(import.meta.dirname);

/** A fixture stands for the file that its path names after the rule's folder. */
const fixturePrefix = /^tests\/lint\/fixtures\/[^/]+\//;

function readPath({ filename }: Context): string {
  return relative(root, filename).split(sep).join('/').replace(fixturePrefix, '');
}

/** Turns a rule about imports into one about every syntax that imports. */
function ruleForImports(check: ImportRule): Rule {
  return {
    create: (context) => {
      const from = readPath(context);
      const checkSource = (node: Node, source: Node | null | undefined, isTypeOnly: boolean): void => {
        if (typeof source?.value !== 'string') return;
        const message = check({ from, specifier: source.value, isTypeOnly });
        if (message !== undefined) context.report({ message, node });
      };
      return {
        ImportDeclaration: (node) => checkSource(node, node.source, node.importKind === 'type'),
        ExportNamedDeclaration: (node) => checkSource(node, node.source, node.exportKind === 'type'),
        ExportAllDeclaration: (node) => checkSource(node, node.source, node.exportKind === 'type'),
        ImportExpression: (node) => checkSource(node, node.source, false),
        TSImportType: (node) => checkSource(node, node.source ?? node.argument, true),
        CallExpression: (node) => {
          if (node.callee?.name === 'require') checkSource(node, node.arguments?.[0], false);
        },
      };
    },
  };
}

/** Forbids globals in the files that only decide: names called or constructed, and members as `object.property`. */
function ruleForGlobals(
  message: string,
  names: readonly string[],
  members: readonly string[],
  isForbiddenConstruction: (node: Node) => boolean = () => false,
): Rule {
  return {
    create: (context) => {
      if (!isPureFile(readPath(context))) return {};
      const checkCallee = (node: Node): void => {
        const name = node.callee?.type === 'Identifier' ? node.callee.name : undefined;
        if (name === undefined || !names.includes(name)) return;
        context.report({ message: `${name}: ${message}`, node });
      };
      return {
        CallExpression: checkCallee,
        NewExpression: (node) => {
          if (isForbiddenConstruction(node)) context.report({ message, node });
          else checkCallee(node);
        },
        MemberExpression: (node) => {
          const object = node.object?.type === 'Identifier' ? node.object.name : undefined;
          const member = `${object}.${node.property?.name ?? ''}`;
          if (members.includes(member) || members.includes(`${object}.*`)) {
            context.report({ message: `${member}: ${message}`, node });
          }
        },
      };
    },
  };
}

const noClock = ruleForGlobals(
  'a file that only decides reads no clock; take now and the zone as arguments.',
  ['setTimeout', 'setInterval', 'setImmediate'],
  ['Date.now', 'performance.now', 'Temporal.Now'],
  (node) => node.callee?.name === 'Date' && node.arguments?.length === 0,
);

const noOutside = ruleForGlobals(
  'a file that only decides touches nothing outside; take it as an argument.',
  ['fetch', 'WebSocket', 'EventSource'],
  ['Math.random', 'process.*', 'console.*', 'crypto.*', 'globalThis.*'],
);

const noBarrel: Rule = {
  create: (context) => ({
    ExportAllDeclaration: (node) =>
      context.report({ message: 'no barrels: import from the file that declares it.', node }),
  }),
};

const ruleEntries = Object.entries(importRules).map(
  ([name, check]) => [name, ruleForImports(check)] as const,
);

export default {
  meta: { name: 'golden-hour' },
  rules: {
    ...Object.fromEntries(ruleEntries),
    'no-clock': noClock,
    'no-outside': noOutside,
    'no-barrel': noBarrel,
  },
};
