import { describe, expect, it } from 'vitest';
import { loadHeat } from './testing/load-heat.ts';

describe("the shape of a function's arguments", () => {
  it.each([
    ['{get_attr: [other]}', '2021-04-16'],
    ['{get_attr: [other, value]}', '2013-05-23'],
    ['{list_join: [",", [a], [b]]}', '2015-10-15'],
    ['{list_join: [",", {get_param: words}]}', '2013-05-23'],
    ['{str_replace: {template: {get_param: word}, params: {get_param: map}}}', '2021-04-16'],
    ['{repeat: {template: "%x%", for_each: {get_param: map}, permutations: false}}', '2017-09-01'],
    ['{repeat: {template: "%x%", for_each: {"%x%": [a]}, permutations: maybe}}', '2016-10-14'],
    ['{yaql: {expression: $.data, data: {get_param: map}}}', '2021-04-16'],
    ['{make_url: {scheme: http, host: {get_param: word}, port: "80", path: /}}', '2021-04-16'],
    ['{make_url: {query: {a: 1}, fragment: 5}}', '2021-04-16'],
    ['{resource_facade: deletion_policy}', '2021-04-16'],
    ['{Fn::Select: [0, [a]]}', '2014-10-16'],
    ['{str_split: {get_param: words}}', '2021-04-16'],
  ])('%s is right in %s', (value, version) => {
    expect(wrong(value, version)).toEqual([]);
  });

  it.each([
    ['{get_attr: [other]}', '2013-05-23'],
    ['{get_attr: other.value}', '2021-04-16'],
    ['{get_attr: {get_param: words}}', '2021-04-16'],
    ['{list_join: [",", [a], [b]]}', '2015-04-30'],
    ['{list_join: {get_param: words}}', '2021-04-16'],
    ['{str_replace: {template: a, params: [b]}}', '2021-04-16'],
    ['{str_replace_strict: {params: {}}}', '2021-04-16'],
    ['{repeat: {template: a, for_each: [b]}}', '2021-04-16'],
    ['{repeat: {template: "%x%", for_each: {"%x%": [a]}, permutations: maybe}}', '2017-09-01'],
    ['{yaql: {expression: $.data, data: {}, more: 1}}', '2021-04-16'],
    ['{yaql: {data: {}}}', '2021-04-16'],
    ['{make_url: {hostname: a}}', '2021-04-16'],
    ['{make_url: {port: 0}}', '2021-04-16'],
    ['{filter: [[a]]}', '2021-04-16'],
    ['{contains: [a]}', '2021-04-16'],
    ['{resource_facade: policy}', '2021-04-16'],
    ['{str_split: "a,b"}', '2021-04-16'],
    ['{Fn::Select: [0]}', '2014-10-16'],
    ['{Fn::MemberListToMap: [1, Value, []]}', '2013-05-23'],
    ['{Fn::Replace: [[], text]}', '2013-05-23'],
    ['{get_resource: [other]}', '2021-04-16'],
  ])('%s is wrong in %s', (value, version) => {
    expect(wrong(value, version)).toEqual(['heat-function-arguments']);
  });
});

function wrong(value: string, version: string): readonly string[] {
  const { diagnostics } = loadHeat(`heat_template_version: ${version}
parameters:
  word: {type: string, default: a}
  words: {type: comma_delimited_list, default: 'a,b'}
  map: {type: json, default: {a: b}}
resources:
  other: {type: OS::Heat::RandomString}
  asks: {type: OS::Cinder::Volume, properties: {size: 1, metadata: {x: ${value}}}}
`);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}
