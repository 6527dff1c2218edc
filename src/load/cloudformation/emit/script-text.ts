import { unknownIn } from '../../datum.ts';
import type { DocumentNode } from '../../document/node.ts';
import { type Piece, ScriptText } from '../../script/script-text.ts';
import { branchesOf } from '../branches.ts';
import { type Call, callOf, listArguments, mappingOf, textOf } from '../call.ts';
import { evaluate } from '../evaluate.ts';
import type { Stack } from '../stack.ts';
import { subParts } from '../sub-text.ts';
import { textual } from '../textual.ts';
import type { Emission, Source } from './emission.ts';

/** The text of a script as the template makes it, through `Fn::Sub`, `Fn::Join`, parameters and mappings. */
export function scriptText(node: DocumentNode, stack: Stack, emission: Emission): ScriptText<Source> {
  return new ScriptText(render(node, stack, emission));
}

/** Lines that a template gives one by one. */
export function linesText(lines: readonly DocumentNode[], stack: Stack, emission: Emission): ScriptText<Source> {
  return new ScriptText(lines.flatMap((line) => [...render(line, stack, emission), plain('\n')]));
}

/** The commands that `cfn-init` runs, configuration by configuration, each in the order of its names. */
export function initScript(init: DocumentNode, stack: Stack, emission: Emission): ScriptText<Source> {
  const pieces: Piece<Source>[] = [];
  for (const { key, value } of mappingOf(init)?.entries ?? []) {
    if (key.text === 'configSets') continue;
    const commands = mappingOf(mappingOf(value)?.get('commands'))?.entries ?? [];
    for (const { value: body } of [...commands].sort((a, b) => (a.key.text < b.key.text ? -1 : 1))) {
      const command = mappingOf(body)?.get('command');
      if (!command) continue;
      const words = listArguments(command);
      for (const word of words ?? [command]) pieces.push(...render(word, stack, emission), plain(words ? ' ' : ''));
      pieces.push(plain('\n'));
    }
  }
  return new ScriptText(pieces);
}

function plain(text: string): Piece<Source> {
  return { kind: 'text', text, node: null, start: 0 };
}

function gap(cause: string, node: DocumentNode): Piece<Source> {
  return { kind: 'gap', cause, span: node.span };
}

function render(node: DocumentNode, stack: Stack, emission: Emission): readonly Piece<Source>[] {
  const call = callOf(node);
  if (call) return renderCall(call, stack, emission);
  if (node.kind === 'scalar') return [{ kind: 'text', text: node.text, node, start: 0 }];
  return [gap('a part of the script is data, not text', node)];
}

function renderCall(call: Call, stack: Stack, emission: Emission): readonly Piece<Source>[] {
  switch (call.name) {
    case 'Fn::Base64':
      return render(call.argument, stack, emission);
    case 'Fn::Sub':
      return subParts(call).flatMap((part): readonly Piece<Source>[] => {
        if (part.kind === 'text') return [part];
        return part.value ? render(part.value, stack, emission) : variable(part.name, call, stack, emission);
      });
    case 'Fn::Join':
      return joined(call, stack, emission);
    case 'Fn::If': {
      const branches = branchesOf(call, stack);
      if (branches.length === 1) return render(branches[0]!.node, stack, emission);
      return branches.some(({ node }) => textOf(node) !== '')
        ? [gap('a condition decides a part of the script', call.node)]
        : [];
    }
    case 'Ref':
      return variable(textOf(call.argument) ?? '', call, stack, emission);
    case 'Fn::GetAtt': {
      const [source] = emission.sourcesOf(call.node, stack);
      return source ? [{ kind: 'reference', source }] : [gap('an attribute of nothing', call.node)];
    }
    default: {
      const value = evaluate(call.node, stack);
      const cause = unknownIn(value);
      return [cause ? gap(cause.cause, call.node) : plain(textual(value))];
    }
  }
}

/** What a name in a script stands for; what only the service knows of names and places is a word of its own. */
function variable(name: string, call: Call, stack: Stack, emission: Emission): readonly Piece<Source>[] {
  const [first, ...rest] = name.split('.');
  const resource = stack.resources.get(first!);
  if (resource) {
    const attribute = rest.length === 0 ? null : rest.join('.');
    return [{ kind: 'reference', source: { resource, attribute, span: call.node.span, when: null } }];
  }
  const parameter = stack.parameters.get(name);
  if (parameter?.origin) return render(parameter.origin.node, parameter.origin.stack, emission);
  if (!parameter) return [name.startsWith('AWS::') ? plain(name) : gap(`'${name}' is not known`, call.node)];
  const cause = unknownIn(parameter.value);
  // A parameter without a value is a word, as a rule a name or an address, but may be a whole script.
  return [cause ? gap(cause.cause, call.node) : plain(textual(parameter.value))];
}

function joined(call: Call, stack: Stack, emission: Emission): readonly Piece<Source>[] {
  const [first, list] = listArguments(call.argument) ?? [];
  const delimiter = textOf(first);
  const items = list && listArguments(list);
  if (delimiter === null || !items) {
    const value = evaluate(call.node, stack);
    const cause = unknownIn(value);
    return [cause ? gap(cause.cause, call.node) : plain(textual(value))];
  }
  return items.flatMap((item, index) => {
    const pieces = render(item, stack, emission);
    return index === 0 || delimiter === '' ? pieces : [plain(delimiter), ...pieces];
  });
}
