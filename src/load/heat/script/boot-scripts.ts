import type { DocumentNode } from '../../document/node.ts';
import { type Piece, ScriptText } from '../../script/script-text.ts';
import { callOf } from '../call.ts';
import type { Emission } from '../emit/emission.ts';
import { spelling } from '../emit/roles.ts';
import { type Source, sourcesOf } from '../emit/sources.ts';
import type { ResourceInstance } from '../instance.ts';
import { chosenNode } from '../properties.ts';
import type { Origin } from '../scope.ts';
import { mappingOf } from '../template.ts';
import { renderText } from './render.ts';

/** Configurations of configurations (`MultipartMime`) are followed this far. */
const DEEPEST_PART = 5;

/** What runs on a machine, and the texts that it was made from. */
export interface Scripts {
  readonly scripts: readonly ScriptText<Source>[];
  /** Texts all of which is in the scripts. */
  readonly rendered: readonly Origin[];
  /** Texts of which only parts are commands, such as a cloud-config with files to write. */
  readonly partly: readonly Origin[];
}

/** The scripts that a server runs when it boots, in order: its user data, the parts of it, what cloud-init runs. */
export function bootScripts(server: ResourceInstance, emission: Emission): Scripts {
  const userData = server.properties.get(spelling(server, 'user_data'));
  return userData ? scriptsOf(userData, emission, 0) : NOTHING;
}

/** The script that a deployment runs: the text of its configuration. */
export function deploymentScripts(config: ResourceInstance, emission: Emission): Scripts {
  return configScripts(config, emission, 0);
}

const NOTHING: Scripts = { scripts: [], rendered: [], partly: [] };

function together(all: readonly Scripts[]): Scripts {
  return {
    scripts: all.flatMap(({ scripts }) => scripts),
    rendered: all.flatMap(({ rendered }) => rendered),
    partly: all.flatMap(({ partly }) => partly),
  };
}

function scriptsOf(origin: Origin, emission: Emission, depth: number): Scripts {
  const call = callOf(origin.node, origin.scope.dialect);
  if (call && /^(?:get_resource|Ref|get_param)$/.test(call.name) && depth < DEEPEST_PART) {
    const configs = sourcesOf(origin, emission).filter(({ attribute }) => attribute === null);
    if (configs.length > 0)
      return together(configs.map(({ resource }) => configScripts(resource, emission, depth + 1)));
  }
  return { scripts: [new ScriptText(renderText(origin, emission))], rendered: [origin], partly: [] };
}

function configScripts(config: ResourceInstance, emission: Emission, depth: number): Scripts {
  switch (config.implementation.name) {
    case 'OS::Heat::MultipartMime':
      return together(partsOf(config).map((part) => scriptsOf(part, emission, depth)));
    case 'OS::Heat::CloudConfig': {
      const origin = config.properties.get('cloud_config');
      return origin ? { scripts: cloudConfigScripts(origin, emission), rendered: [], partly: [origin] } : NOTHING;
    }
    case 'OS::Heat::SoftwareComponent': {
      const origin = config.properties.get('configs');
      const texts = origin ? itemsOf(origin).flatMap((item) => member(item, 'config')) : [];
      return together(texts.map((one) => scriptsOf(one, emission, depth)));
    }
    default: {
      const origin = config.properties.get('config');
      return origin ? scriptsOf(origin, emission, depth) : NOTHING;
    }
  }
}

function partsOf(config: ResourceInstance): readonly Origin[] {
  const origin = config.properties.get('parts');
  return origin ? itemsOf(origin).flatMap((part) => member(part, 'config')) : [];
}

/** `bootcmd` and `runcmd` run in this order; each entry is a line, or a list of words. */
function cloudConfigScripts(origin: Origin, emission: Emission): readonly ScriptText<Source>[] {
  return ['bootcmd', 'runcmd'].flatMap((section) => {
    const commands = member(origin, section).flatMap(itemsOf);
    if (commands.length === 0) return [];
    const pieces = commands.flatMap((command): readonly Piece<Source>[] => [
      ...commandOf(command, emission),
      separator('\n'),
    ]);
    return [new ScriptText(pieces)];
  });
}

function commandOf(origin: Origin, emission: Emission): readonly Piece<Source>[] {
  if (origin.node.kind !== 'sequence') return renderText(origin, emission);
  return itemsOf(origin).flatMap((word) => [...renderText(word, emission), separator(' ')]);
}

function separator(text: string): Piece<Source> {
  return { kind: 'text', text, node: null, start: 0 };
}

function itemsOf({ node, scope }: Origin): readonly Origin[] {
  const chosen: DocumentNode | undefined = chosenNode(node, scope);
  return chosen?.kind === 'sequence' ? chosen.items.map((item) => ({ node: item, scope })) : [];
}

function member({ node, scope }: Origin, name: string): readonly Origin[] {
  const value = mappingOf(chosenNode(node, scope))?.get(name);
  return value ? [{ node: value, scope }] : [];
}
