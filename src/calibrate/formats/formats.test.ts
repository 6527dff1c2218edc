import { describe, expect, it } from 'vitest';
import { calibrate } from '../calibrate.ts';
import { logOf } from '../log.ts';
import { logFormats } from './index.ts';

/** What the logs say, a line each: `task type seconds @deployment`, and what was left out. */
function reading(...texts: readonly (string | object)[]): readonly string[] {
  const logs = texts.map((text, at) => logOf(`log${at}`, typeof text === 'string' ? text : JSON.stringify(text)));
  const chosen = logs.map((log) => logFormats.find((format) => format.recognise(log)));
  expect(chosen.every(Boolean)).toBe(true);
  const parts = logFormats.map((format) => format.read(logs.filter((_, at) => chosen[at] === format)));
  return [
    ...parts.flatMap((part) => part.observations.map((one) => `${one.task} ${one.type ?? '?'} ${one.seconds}`)),
    ...parts.flatMap((part) => part.leftOut.map((one) => `${one.task} ${one.why}`)),
  ];
}

const faultOf = (text: string): string => {
  try {
    calibrate([{ name: 'log', text }]);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

let serial = 0;
const cfn = (resource: string, status: string, second: number, more: object = {}): object => {
  serial += 1;
  const Timestamp = `2026-06-01T10:00:${String(second).padStart(2, '0')}.500000+00:00`;
  const row = { StackId: 'arn:s', StackName: 's', EventId: `e${serial}`, LogicalResourceId: resource, Timestamp };
  return { ...row, PhysicalResourceId: '', ResourceType: 'AWS::X::Y', ResourceStatus: status, ...more };
};
/** Newest first, as the service lists them. */
const cfnLog = (...rows: readonly object[]): object => ({ StackEvents: [...rows].reverse() });

describe('CloudFormation', () => {
  it('times a resource from its first start to its completion, whatever is reported between', () => {
    const rows = [
      cfn('Db', 'CREATE_IN_PROGRESS', 1),
      cfn('Db', 'CREATE_IN_PROGRESS', 2, { ResourceStatusReason: 'Resource creation Initiated' }),
      cfn('Db', 'CREATE_IN_PROGRESS', 7, { DetailedStatus: 'CONFIGURATION_COMPLETE' }),
      cfn('Db', 'CREATE_COMPLETE', 9),
      cfn('Db', 'UPDATE_IN_PROGRESS', 10),
      cfn('Db', 'UPDATE_COMPLETE', 30),
    ];
    expect(reading(cfnLog(...rows))).toEqual(['Db AWS::X::Y 8']);
  });

  it('reads pages in any order, and an event that two pages state once', () => {
    const rows = [cfn('A', 'CREATE_IN_PROGRESS', 1), cfn('A', 'CREATE_COMPLETE', 4), cfn('B', 'CREATE_IN_PROGRESS', 4)];
    const last = cfn('B', 'CREATE_COMPLETE', 9);
    expect(reading(cfnLog(last), cfnLog(...rows, last))).toEqual(['B AWS::X::Y 5', 'A AWS::X::Y 3']);
  });

  it('names what stands in a nested stack as the model does, and leaves the stack itself to its parts', () => {
    const own = { StackId: 'arn:kid', StackName: 'kid' };
    const parent = [
      cfn('Kid', 'CREATE_IN_PROGRESS', 1),
      cfn('Kid', 'CREATE_COMPLETE', 9, { PhysicalResourceId: 'arn:kid' }),
      cfn('s', 'CREATE_COMPLETE', 9, { PhysicalResourceId: 'arn:s' }),
    ];
    const child = [
      cfn('kid', 'CREATE_IN_PROGRESS', 2, { ...own, PhysicalResourceId: 'arn:kid' }),
      cfn('Inner', 'CREATE_IN_PROGRESS', 3, own),
      cfn('Inner', 'CREATE_COMPLETE', 8, own),
    ];
    expect(reading(cfnLog(...child), cfnLog(...parent))).toEqual(['Kid/Inner AWS::X::Y 5', 'Kid container']);
    expect(reading(cfnLog(...parent))).toEqual(['Kid AWS::X::Y 8']);
  });

  it('takes no waiting for work', () => {
    const signal = { ResourceStatusReason: 'Received SUCCESS signal with UniqueId i-1' };
    const wait = { ResourceType: 'AWS::CloudFormation::WaitCondition' };
    const rows = [
      cfn('Asg', 'CREATE_IN_PROGRESS', 1),
      cfn('W', 'CREATE_IN_PROGRESS', 1, wait),
      cfn('Asg', 'CREATE_IN_PROGRESS', 20, signal),
      cfn('Asg', 'CREATE_COMPLETE', 21),
      cfn('W', 'CREATE_COMPLETE', 30, wait),
    ];
    expect(reading(cfnLog(...rows))).toEqual(['Asg waiting', 'W waiting']);
  });

  it('counts what failed, never finished, or never started', () => {
    const rows = [
      cfn('A', 'CREATE_IN_PROGRESS', 1),
      cfn('A', 'CREATE_FAILED', 2),
      cfn('B', 'CREATE_IN_PROGRESS', 1),
      cfn('C', 'CREATE_COMPLETE', 5),
      cfn('C', 'CREATE_IN_PROGRESS', 6),
    ];
    expect(reading(cfnLog(...rows))).toEqual(['A failed', 'B unfinished', 'C unstarted', 'C unfinished']);
  });

  it('says which field of which event is wrong', () => {
    expect(faultOf(JSON.stringify(cfnLog(cfn('A', 'CREATE_IN_PROGRESS', 1, { Timestamp: 17 }))))).toBe(
      'log: StackEvents[0].Timestamp: expected a time such as 2026-06-01T10:17:41Z, found 17',
    );
    expect(
      faultOf(JSON.stringify(cfnLog(cfn('A', 'CREATE_COMPLETE', 1, { Timestamp: '2026-13-01T00:00:00Z' })))),
    ).toMatch(/Timestamp: expected a time/);
    expect(faultOf(JSON.stringify({ StackEvents: [7] }))).toBe('log: StackEvents[0]: expected an object, found 7');
    expect(faultOf('{"StackEvents": [{"StackId": "a"')).toMatch(/^log:1:\d+: the JSON ends in the middle/);
    expect(faultOf('{"StackEvents": [\n}')).toMatch(/^log:2:1: not JSON: /);
  });
});

const heat = (resource: string, status: string, second: number, more: object = {}): object => {
  serial += 1;
  const event_time = `2026-06-01T10:00:${String(second).padStart(2, '0')}Z`;
  const row = { resource_name: resource, id: `h${serial}`, resource_status: status, event_time };
  return { ...row, resource_status_reason: 'state changed', physical_resource_id: `p-${resource}`, ...more };
};
const listed = (resource: string, type: string, more: object = {}): object => ({
  resource_name: resource,
  physical_resource_id: `p-${resource}`,
  resource_type: type,
  resource_status: 'CREATE_COMPLETE',
  updated_time: '2026-06-01T10:00:00Z',
  ...more,
});

describe('Heat', () => {
  it('takes the times from the events and the types from the resource list', () => {
    const events = [
      heat('s', 'CREATE_IN_PROGRESS', 0, { resource_status_reason: 'Stack CREATE started' }),
      heat('web', 'CREATE_IN_PROGRESS', 1, { physical_resource_id: '' }),
      heat('wait', 'CREATE_IN_PROGRESS', 1),
      heat('web', 'CREATE_COMPLETE', 31),
      heat('wait', 'SIGNAL_COMPLETE', 33),
      heat('wait', 'CREATE_COMPLETE', 34),
    ];
    const list = [listed('web', 'OS::Nova::Server'), listed('wait', 'OS::Heat::WaitCondition')];
    expect(reading(events, list)).toEqual(['web OS::Nova::Server 30', 'wait waiting']);
    expect(reading(list, [...events].reverse())).toEqual(['web OS::Nova::Server 30', 'wait waiting']);
    expect(reading({ events })).toEqual(['web ? 30', 'wait ? 33']);
    expect(calibrate([{ name: 'e', text: JSON.stringify(events) }]).notes.join()).toContain('do not say types');
  });

  it('follows nested stacks by what the group became', () => {
    const [root, nested] = [{ stack_name: 's' }, { stack_name: 's-grp-abcdefghijkl' }];
    const events = [
      heat('s', 'CREATE_IN_PROGRESS', 0, { ...root, physical_resource_id: 'id-s' }),
      heat('grp', 'CREATE_IN_PROGRESS', 1, { ...root, physical_resource_id: '' }),
      heat('s-grp-abcdefghijkl', 'CREATE_IN_PROGRESS', 1, { ...nested, physical_resource_id: 'id-grp' }),
      heat('0', 'CREATE_IN_PROGRESS', 2, nested),
      heat('0', 'CREATE_COMPLETE', 12, nested),
      heat('grp', 'CREATE_COMPLETE', 13, { ...root, physical_resource_id: 'id-grp' }),
    ];
    expect(reading(events, [listed('0', 'OS::Nova::Server', nested)])).toEqual([
      'grp/0 OS::Nova::Server 10',
      'grp container',
    ]);
  });

  it('keeps a start before its end where whole seconds show both at once', () => {
    const events = [heat('a', 'CREATE_COMPLETE', 3), heat('a', 'CREATE_IN_PROGRESS', 3)];
    expect(reading(events)).toEqual(['a ? 0']);
  });

  it('times the attempt that went well', () => {
    const events = [
      heat('a', 'CREATE_IN_PROGRESS', 1),
      heat('a', 'CREATE_FAILED', 5),
      heat('a', 'DELETE_IN_PROGRESS', 5),
      heat('a', 'CREATE_IN_PROGRESS', 8),
      heat('a', 'CREATE_COMPLETE', 10),
    ];
    expect(reading(events)).toEqual(['a ? 2', 'a failed']);
  });

  it('does not mistake one deployment for another of the same stack name', () => {
    const run = (id: string, end: number) => [
      heat('s', 'CREATE_IN_PROGRESS', 0, { stack_name: 's', physical_resource_id: id }),
      heat('a', 'CREATE_IN_PROGRESS', 1, { stack_name: 's' }),
      heat('a', 'CREATE_COMPLETE', end, { stack_name: 's' }),
    ];
    const logs = [run('x', 4), run('y', 6)].map((rows, at) => ({ name: `run${at}`, text: JSON.stringify(rows) }));
    expect(calibrate(logs)).toMatchObject({ deployments: 2, observations: 2, tasks: [{ name: 'a', samples: 2 }] });
  });
});

describe('TaskFlow', () => {
  const line = (time: string, message: string): string =>
    `2026-06-01 10:00:${time} DEBUG taskflow.listeners.logging: ${message}`;
  const moved = (name: string, state: string, from: string): string =>
    `<engine at 0x7f> has moved task '${name}' (u-${name}) into state '${state}' from state '${from}'`;

  it('pairs the lines of its logging listeners', () => {
    const text = [
      line('00,000', "Flow 'f' (u-f) transitioned into state 'RUNNING' from state 'PENDING'"),
      line('00,100', moved('a', 'RUNNING', 'PENDING')),
      line('00,350', `${moved('a', 'SUCCESS', 'RUNNING')} with result '2026-01-01 00:00:00' (failure=False)`),
      line('01,000', "Task 'b' (u-b) transitioned into state 'RUNNING' from state 'PENDING'"),
      line('02,000', "Task 'b' (u-b) transitioned into state 'FAILURE' from state 'RUNNING'"),
      line('03,000', moved('c', 'RUNNING', 'PENDING')),
      line('02,000', moved('d', 'RUNNING', 'PENDING')),
      line('01,500', `${moved('d', 'SUCCESS', 'RUNNING')} with result 'None' (failure=False)`),
    ].join('\n');
    expect(reading(text)).toEqual(['a ? 0.25', 'b failed', 'd backwards', 'c unfinished']);
  });

  it('reads what the duration listener prints', () => {
    expect(
      reading("'a' task started.\nIt took task 'a' 0.51 seconds to finish.\nIt took flow 'f' 0.6 seconds to finish."),
    ).toEqual(['a ? 0.51']);
  });

  it('asks for times where the lines have none', () => {
    expect(faultOf(`x\n${moved('a', 'RUNNING', 'PENDING')}`)).toMatch(
      /^log:2:1: expected a time such as .*%\(asctime\)s/,
    );
  });
});

describe('trace events', () => {
  it('reads slices and pairs, each process a deployment', () => {
    const traceEvents = [
      { ph: 'M', pid: 1, name: 'process_name', args: { name: 'run' } },
      { ph: 'X', pid: 1, tid: 1, ts: 1e6, dur: 2.5e6, name: 'a', args: { type: 'T' } },
      { ph: 'B', pid: 1, tid: 1, ts: 0, name: 'outer' },
      { ph: 'B', pid: 1, tid: 1, ts: 1e6, name: 'inner' },
      { ph: 'E', pid: 1, tid: 1, ts: 3e6 },
      { ph: 'E', pid: 1, tid: 1, ts: 9e6 },
      { ph: 'b', pid: 2, cat: 'c', id: 1, ts: 5, name: 'x' },
      { ph: 'X', pid: 2, tid: 1, ts: 1, dur: -4, name: 'y' },
      { ph: 'E', pid: 2, tid: 9, ts: 9, name: 'z' },
      { ph: 'C', pid: 1, name: 'running at once', args: { tasks: 1 } },
    ];
    const expected = ['a T 2.5', 'inner ? 2', 'outer ? 9', 'y backwards', 'z unstarted', 'x unfinished'];
    expect(reading({ traceEvents })).toEqual(expected);
    expect(reading(traceEvents)).toEqual(expected);
    // A program that dies while it writes leaves the list open.
    expect(reading(`${JSON.stringify(traceEvents).slice(0, -1)},`)).toEqual(expected);
  });

  it('reads our own trace once, not at both granularities', () => {
    const slice = (pid: number) => ({ ph: 'X', pid, tid: 1, ts: 0, dur: 1e6, name: 'a' });
    const named = (pid: number, name: string) => ({ ph: 'M', pid, name: 'process_name', args: { name } });
    expect(reading([named(1, 'fine'), slice(1), named(2, 'coarse'), slice(2)])).toEqual(['a ? 1']);
  });
});

describe('CSV', () => {
  it.each([
    ['seconds', 'task,seconds\na,1.5\n\n"b, c",2\n', ['a ? 1.5', 'b, c ? 2']],
    ['times with zones', 'Task;Type;Start;End\na;T;2026-06-01T12:00:00+02:00;2026-06-01T10:00:03Z\n', ['a T 3']],
    ['numbers as times', 'task\tstart\tend\r\na\t10\t12.5\r\n', ['a ? 2.5']],
    ['a byte order mark and quotes', '\ufefftask,seconds\r\n"say ""hi""",1\r\n', ['say "hi" ? 1']],
    [
      'what is not over, and what ends before it starts',
      'task,start,end\na,5,\nb,5,4\n',
      ['a unfinished', 'b backwards'],
    ],
  ])('reads %s', (_name, text, expected) => {
    expect(reading(text)).toEqual(expected);
  });

  it.each([
    [
      'task,secnds\na,1',
      "log:1: expected a column 'seconds', or 'start' and 'end'; found 'task', 'secnds' (did you mean 'seconds'?)",
    ],
    ['task,seconds\na,soon', "log:2: expected a number of seconds in column 'seconds', found 'soon'"],
    ['task,seconds\n,1', "log:2: expected the name of a task in column 'task', found nothing"],
    ['task,seconds\n"a,1', 'log:2: a quote is opened and never closed'],
    [
      'task,start,end\na,2026-06-01T10:00:00Z,2026-06-01T10:00:00',
      'log:2: expected a zone at both times or at neither',
    ],
    ['task,start,end\na,2026-02-30T10:00:00Z,2', 'log:2: expected a time such as'],
    ['task,seconds\na,1e999', 'log:2: expected a number of seconds'],
  ])('says what is wrong with %j', (text, expected) => {
    expect(faultOf(text)).toContain(expected);
  });
});

describe('what is no log', () => {
  it.each([
    ['', 'found nothing'],
    ['hello', 'found other text'],
    ['{"a": 1}', 'found other JSON'],
    ['[]', 'found other JSON'],
    ['[1,2]', 'found other JSON'],
  ])('%j is refused with what was expected', (text, found) => {
    expect(faultOf(text)).toMatch(/^log:1:1: expected the output of one of: openstack stack event list/);
    expect(faultOf(text)).toContain(found);
  });
});
