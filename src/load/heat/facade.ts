import type { ResourceInstance } from './instance.ts';
import { resourceTypeOf } from './resource-types.ts';
import type { Session } from './session.ts';
import { mappingOf, type Template } from './template.ts';

/**
 * A template that stands for one of Heat's own types must look like it from outside: take its required properties,
 * need no others, and give all of its attributes. Source: `_validate_against_facade` in template_resource.py.
 */
export function checkFacade(resource: ResourceInstance, template: Template, session: Session): void {
  const facade = resource.implementation.kind === 'template' ? resourceTypeOf(resource.type) : undefined;
  if (!facade) return;
  const { parameters, outputs, dialect } = template;
  const wrong = [
    ...[...facade.properties]
      .filter(([name, isRequired]) => isRequired && !parameters.has(name))
      .map(([name]) => `has no parameter for its required property '${name}'`),
    ...[...parameters]
      .filter(([name, { value }]) => !mappingOf(value)?.has(dialect.words.default) && !facade.properties.has(name))
      .map(([name]) => `requires parameter '${name}', which is none of its properties`),
    ...[...facade.attributes]
      .filter((name) => !outputs.has(name))
      .map((name) => `has no output for its attribute '${name}'`),
  ];
  const [first] = wrong;
  if (first === undefined) return;
  const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
  const message = `'${template.file}' stands for ${resource.type} but ${first}${more}`;
  session.reporter.say('heat-facade', message, resource.text?.type.span ?? resource.span);
}
