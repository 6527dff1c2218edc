"""Asks Heat's own code what it thinks of the values of a resource's properties: a list of templates in, an answer each."""
import json
import os
import sys

sys.path.insert(0, os.environ['HEAT_ORACLE'])
import oracle  # noqa: E402

CONTEXT = oracle.heatboot.dummy_context()


def answer(text):
    template = oracle.heat_template.Template(oracle.template_format.parse(text))
    stack = oracle.heat_stack.Stack(CONTEXT, 'values', template, strict_validate=True)
    try:
        stack['tested'].properties.validate(with_value=True)
    except Exception as error:
        return str(error)
    return None


print(json.dumps([answer(text) for text in json.load(sys.stdin)]))
