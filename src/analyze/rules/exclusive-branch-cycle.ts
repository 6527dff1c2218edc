import { cyclicComponents } from '../../graph/components.ts';
import { shortestCycle } from '../../graph/cycles.ts';
import { filterEdges } from '../../graph/digraph.ts';
import { evaluate } from '../../model/condition.ts';
import { arrowSentence, pathOf, relatedOf } from '../reason-text.ts';
import type { Rule } from '../rule.ts';

export const exclusiveBranchCycle: Rule = {
  id: 'exclusive-branch-cycle',
  severity: 'info',
  confidence: 'possible',
  summary: 'A cycle closes only through branches that exclude each other.',
  why: 'No deployment ever has it; whether the service looks at both branches when it checks for cycles is not known.',
  bad: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Leader: {Type: String, AllowedValues: [first, second]}
Conditions:
  FirstLeads: !Equals [!Ref Leader, first]
Resources:
  First:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !If [FirstLeads, first, !GetAtt Second.TopicName]}
  Second:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !If [FirstLeads, !GetAtt First.TopicName, second]}
`,
    },
  ],
  good: [
    {
      file: 'cfn.yaml',
      text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Leader: {Type: String, AllowedValues: [first, second]}
Conditions:
  FirstLeads: !Equals [!Ref Leader, first]
Resources:
  First:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !If [FirstLeads, first, !GetAtt Second.TopicName]}
  Second:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: second}
`,
    },
  ],
  *check(facts) {
    if (facts.deployment.template.format !== 'cloudformation') return;
    const graph = facts.resources;
    const { written, hidden, ofStacks } = facts.circles;
    const said = new Set([...written, ...hidden, ...ofStacks].flatMap(({ members }) => members));
    const isOpen = (edge: number): boolean =>
      graph.reasons[edge]!.some(({ when }) => evaluate(when, facts.environment) !== false);
    const kept = filterEdges(graph.digraph, isOpen);
    for (const members of cyclicComponents(kept.graph)) {
      if (members.some((node) => said.has(graph.ids[node]!))) continue;
      const cycle = shortestCycle(kept.graph, members, { rank: (node) => graph.rank[node]! });
      if (cycle === null) continue;
      const arrows = [...cycle.edges].reverse().map((edge) => ({
        dependent: graph.ids[kept.graph.to[edge]!]!,
        prerequisite: graph.ids[kept.graph.from[edge]!]!,
        reason: graph.reasons[kept.edges[edge]!]![0]!,
      }));
      yield {
        message: `${arrows.map(arrowSentence).join(', ')}: no conditions make all of these true, so there is no cycle`,
        at: arrows[0]!.reason.span,
        related: relatedOf(arrows),
        evidence: [pathOf('a cycle of branches that exclude each other', arrows, true)],
      };
    }
  },
};
