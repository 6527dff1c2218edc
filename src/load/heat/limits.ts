import type { Reporter } from './reporter.ts';
import type { Template } from './template.ts';

/** `max_resources_per_stack` of heat/common/config.py; an operator may have set another. */
const MOST_RESOURCES = 1000;

/** `max_template_size` of heat/common/config.py, in characters. */
const LONGEST_TEMPLATE = 524_288;

/**
 * What an engine with its own settings refuses for its size. What is switched off by a condition counts too. Sources:
 * `_validate_template` in heat/engine/service.py, `_validate_nested_resources` in resources/stack_resource.py,
 * `validate_template_limit` in heat/common/template_format.py.
 */
export function sayLimits(
  { file, root, resources }: Template,
  { text, isNested, reporter }: { readonly text: string; readonly isNested: boolean; readonly reporter: Reporter },
): void {
  const beyond = resources.size > MOST_RESOURCES ? [...resources.values()][MOST_RESOURCES] : undefined;
  if (beyond) {
    const message = `'${file}' has ${resources.size} resources; Heat takes at most ${MOST_RESOURCES} unless it is set otherwise (max_resources_per_stack)`;
    reporter.say('heat-too-many-resources', message, beyond.key.span, { confidence: 'likely' });
  }
  const length = text.length > LONGEST_TEMPLATE ? characters(text) : 0;
  if (length <= LONGEST_TEMPLATE) return;
  const message = `'${file}' has ${length} characters; Heat takes at most ${LONGEST_TEMPLATE} unless it is set otherwise (max_template_size)`;
  // The client sends the top-level template as data, whose length is another.
  reporter.say('heat-long-template', message, root.source.firstCharacter, { confidence: 'likely', isLate: !isNested });
}

/** Half of a character outside the basic plane is none to Python. */
function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
