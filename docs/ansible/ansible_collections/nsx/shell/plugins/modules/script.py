# Copyright: the authors of nsx
# Apache-2.0 (see LICENSE)
from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: script
short_description: run a script of nsx
description:
  - Makes the namespaces, devices and other objects of a host what a script of nsx says. A second run changes nothing.
  - nsx has to be there.
options:
  text:
    description: The script itself.
    type: str
  src:
    description: A script on the host, or one of the library such as C(lab/star).
    type: str
  args:
    description: The arguments of the script.
    type: list
    elements: str
    default: []
  chdir:
    description: The directory to run in.
    type: path
  executable:
    description: The command nsx, as a path or as a name of the search path.
    type: str
    default: nsx
attributes:
  check_mode:
    support: full
    description: C(nsx --plan). A script that cannot be planned is an error then.
  diff_mode:
    support: full
    description: C(nsx diff), as the lines of the script that are true of the host before and after.
author:
  - the authors of nsx
"""

EXAMPLES = r"""
- name: a bridge in a namespace
  nsx.shell.script:
    text: |
      netns 'web' { bridge br0 { address '10.9.0.1/24'; up() } }

- name: the star of the library, with five hosts
  nsx.shell.script:
    src: lab/star
    args: ['5']
"""

RETURN = r"""
operations:
  description: How many changes were made or, in check mode, would be.
  returned: always
  type: int
does:
  description: The changes, each as a sentence.
  returned: always
  type: list
  elements: str
commands:
  description: The equal command lines of ip and others, one for each change.
  returned: always
  type: list
  elements: str
stdout:
  description: What the script printed; empty in check mode.
  returned: always
  type: str
stderr:
  description: What nsx said beside that.
  returned: always
  type: str
rc:
  description: The exit code of nsx.
  returned: always
  type: int
"""

import json
import os

from ansible.module_utils.basic import AnsibleModule

STACK = '\tat '
COMMAND = '    # '


def without_stacks(lines):
    """The lines without the stack traces that --trace adds to an error."""
    return [line for i, line in enumerate(lines)
            if not line.startswith((STACK, 'Caused by: ', '\t... '))
            and not (i + 1 < len(lines) and lines[i + 1].startswith(STACK))]


def read_trace(stderr):
    """What --trace wrote: the changes, their commands, and the lines that belong to no change."""
    does, commands, others = [], [], []
    lines = without_stacks(stderr.splitlines())
    inside = False
    for i, line in enumerate(lines):
        command = lines[i + 1] if i + 1 < len(lines) else ''
        if not line.startswith(' ') and command.startswith(COMMAND):
            inside = True
            does.append(line)
            commands.append(command[len(COMMAND):])
        elif not inside or not line.startswith(' '):
            inside = False
            others.append(line)
    return does, commands, '\n'.join(others)


def read_json(text):
    """The last line as a document: a script may have printed lines before it. None if it is none."""
    lines = text.strip().splitlines()
    try:
        return json.loads(lines[-1]) if lines else None
    except ValueError:
        return None


class Script(object):
    """A script, and nsx to run it with."""

    def __init__(self, module):
        self.module = module
        self.nsx = module.params['executable']
        if os.sep not in self.nsx:
            self.nsx = module.get_bin_path(self.nsx, required=True)
        self.file = module.params['src'] or self.write(module.params['text'])

    def write(self, text):
        path = os.path.join(self.module.tmpdir, 'script.nsx')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def run(self, *options):
        command = [self.nsx] + list(options) + [self.file] + self.module.params['args']
        return self.module.run_command(command, cwd=self.module.params['chdir'])

    def plan(self):
        code, out, err = self.run('--plan', '--json')
        plan = read_json(out)
        if code != 0 or not isinstance(plan, dict):
            self.fail(code, '', err)
        does = [row['where'] + ': ' + row['does'] for row in plan['rows']]
        return dict(rc=code, stdout='', stderr=err, does=does, commands=[row['command'] for row in plan['rows']])

    def apply(self):
        code, out, err = self.run('--trace')
        does, commands, others = read_trace(err)
        if code != 0:
            self.fail(code, out, others, does)
        return dict(rc=code, stdout=out, stderr=others, does=does, commands=commands)

    def diff(self):
        code, out, err = self.run('--json', 'diff')
        rows = read_json(out)
        if code not in (0, 1) or not isinstance(rows, list):
            self.fail(code, '', err)
        return dict(before_header='on the host', after_header=self.module.params['src'] or 'script',
                    before=lines_of(rows, 'is'), after=lines_of(rows, 'should'))

    def fail(self, code, out, err, does=()):
        self.module.fail_json(msg=err.strip() or 'nsx ended with %d' % code, rc=code, stdout=out, stderr=err,
                              does=list(does), operations=len(does), changed=len(does) > 0)


def lines_of(rows, column):
    return ''.join('%s: %s\n' % (row['where'], row[column]) for row in rows if row[column])


def main():
    module = AnsibleModule(
        argument_spec=dict(
            text=dict(type='str'),
            src=dict(type='str'),
            args=dict(type='list', elements='str', default=[]),
            chdir=dict(type='path'),
            executable=dict(type='str', default='nsx'),
        ),
        mutually_exclusive=[('text', 'src')],
        required_one_of=[('text', 'src')],
        supports_check_mode=True,
    )
    script = Script(module)
    # before the change: afterwards nothing differs any more
    diff = script.diff() if module._diff else None
    result = script.plan() if module.check_mode else script.apply()
    result.update(operations=len(result['does']), changed=len(result['does']) > 0)
    if diff:
        result.update(diff=diff)
    module.exit_json(**result)


if __name__ == '__main__':
    main()
