import { expect, it } from 'vitest';
import { loadHeat } from './testing/load-heat.ts';

const TEMPLATE = `heat_template_version: 2018-08-31
resources:
  disk: {type: OS::Cinder::Volume, properties: {size: 0}}
  wide: {type: OS::Cinder::Volume, properties: {size: [1]}}
  odd: {type: OS::Cinder::Volume, properties: {size: 1, colour: blue}}
  plugin: {type: Acme::Own::Thing}
outputs:
  shade: {value: {get_attr: [odd, shade]}}
  lost: {value: {get_resource: nothing}}
`;

it('is a proof only where no other version of Heat and no plug-in could take it', () => {
  const said = loadHeat(TEMPLATE).diagnostics.map(({ code, confidence }) => `${code} ${confidence}`);
  expect(said.sort()).toEqual([
    'heat-dangling-reference proved',
    'heat-property-type proved',
    'heat-property-value likely',
    'heat-unknown-attribute likely',
    'heat-unknown-property likely',
    'heat-unknown-type likely',
  ]);
});
