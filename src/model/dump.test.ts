import { describe, expect, it } from 'vitest';
import { DeploymentBuilder, ROOT } from './builder.ts';
import { named } from './condition.ts';
import { dumpDeployment } from './dump.ts';
import { unknown } from './unknown.ts';

const span = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

describe('dumpDeployment', () => {
  it('shows everything but the places, in template order', () => {
    const builder = new DeploymentBuilder({ file: 'a.yaml', format: 'native', version: '1' });
    builder.addGroup({ id: 'vm', kind: 'host', parent: ROOT, host: { order: 'listed', capacity: 1 } });
    for (const id of ['net', 'vm.base']) {
      builder.addResource({ id, name: id, type: 'thing', stack: ROOT, when: null, span });
      const place = id === 'net' ? ROOT : 'vm';
      builder.addTask({ id, type: 'thing', kind: 'create', group: place, resource: id, span, when: named('big') });
    }
    const reason = {
      kind: 'value',
      via: 'consumes',
      span,
      value: { provided: 'id', consumed: 'net' },
      when: null,
    } as const;
    builder.addResourceDependency('net', 'vm.base', reason);
    builder
      .addDependency('net', 'vm.base', reason)
      .addDependency('net', 'vm.base', { ...reason, kind: 'explicit', value: null });
    builder.addHandle({ id: 'h', span, initial: ['1'] });
    builder.addSignal({ handle: 'h', sender: 'net', span, optional: true });
    builder.addWait({
      task: 'vm.base',
      handle: 'h',
      count: unknown("parameter 'n' has no value"),
      timeoutSeconds: 60,
      span,
    });
    builder.addPool({ id: 'p', capacity: 2, tasks: ['net'], holdsWhileWaiting: true, span });
    expect(dumpDeployment(builder.build())).toBe(`template native 1

resources
  net thing
  vm.base thing

resource dependencies
  net → vm.base: value (consumes id as net)

groups
  vm host listed capacity=1
  net single

tasks
  net create thing when big
  vm.base create thing group=vm when big

dependencies
  net → vm.base: value (consumes id as net), explicit (consumes)

handles
  h level overwrite initial=[1]

signals
  net → h at=end optional

waits
  vm.base waits for h count=unknown (parameter 'n' has no value) timeout=60s

pools
  p capacity=2 holds while waiting tasks=[net]
`);
  });
});
