import { describe, expect, it } from 'vitest';
import { load } from '../../index.ts';

/** A server whose user data are these lines; `notify` is the handle's own command. */
function scriptOf(...lines: readonly string[]): unknown {
  const text = `heat_template_version: 2018-08-31
resources:
  h: {type: OS::Heat::WaitConditionHandle}
  wc: {type: OS::Heat::WaitCondition, properties: {handle: {get_resource: h}, timeout: 600}}
  app:
    type: OS::Nova::Server
    properties:
      flavor: m1.small
      image: cirros
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
${lines.map((line) => `            ${line}`).join('\n')}
`;
  const { deployment } = load('hot.yaml', text);
  const [script] = deployment.scripts;
  if (!script) return null;
  const { stopsAtFailure, signalsFailure, commands, task } = script;
  const ends = deployment.signals.map((signal) => signal.endsTask ?? false);
  return {
    task,
    stopsAtFailure,
    signalsFailure,
    ends,
    commands: commands.map(({ does, isConditional, signal, span }) => [
      does,
      ...(isConditional ? ['conditional'] : []),
      ...(signal ? [`signal ${signal.signal}`] : []),
      span.line - 13,
    ]),
  };
}

const OK = `notify --data-binary '{"status": "SUCCESS"}'`;
const BAD = `notify --data-binary '{"status": "FAILURE"}'`;

describe('what a script does', () => {
  it('work, then a signal, each with its line', () => {
    expect(scriptOf('#!/bin/sh', 'yum install -y app', 'echo done', OK)).toEqual({
      task: 'app.boot',
      stopsAtFailure: false,
      signalsFailure: false,
      ends: [false],
      commands: [
        ['work', 2],
        ['other', 3],
        ['signal', 'signal 0', 4],
      ],
    });
  });

  const stops: readonly (readonly [string, readonly string[], boolean])[] = [
    ['an option of the first line', ['#!/bin/bash -e', 'make', OK], true],
    ['an option among others of the first line', ['#!/bin/bash -xe', 'make', OK], true],
    ['options of a later line are not of the first', ['#!/bin/bash -x', 'keygen -n USER -r /dev/urandom', OK], false],
    ['set -e', ['#!/bin/sh', 'set -eu', 'make', OK], true],
    ['set -o errexit', ['#!/bin/sh', 'set -o errexit', 'make', OK], true],
    ['set -e in a branch', ['#!/bin/sh', 'if test -f x; then', 'set -e', 'fi', OK], false],
  ];
  it.each(stops)('it ends at a failure: %s', (_name, lines, expected) => {
    expect(scriptOf(...lines)).toMatchObject({ stopsAtFailure: expected });
  });

  it('a trap, or a signal of FAILURE, shows that failure was thought of', () => {
    expect(scriptOf('#!/bin/sh', "trap 'cleanup' ERR", 'make', OK)).toMatchObject({ signalsFailure: true });
    expect(scriptOf('#!/bin/sh', `make || ${BAD}`, OK)).toMatchObject({ signalsFailure: true });
  });

  it('a signal before an exit is the last', () => {
    const lines = ['#!/bin/sh', 'fail() {', BAD, 'exit 1', '}', 'make || fail', OK];
    expect(scriptOf(...lines)).toMatchObject({ ends: [true, false] });
  });

  it('a script in another language is not read', () => {
    expect(scriptOf('#!/usr/bin/python', 'print(1)')).toBe(null);
  });
});
