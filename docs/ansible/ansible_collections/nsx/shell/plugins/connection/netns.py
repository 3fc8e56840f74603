# Copyright: the authors of nsx
# Apache-2.0 (see LICENSE)
from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = """
name: netns
short_description: run commands inside a network namespace of a host
description:
  - Commands reach the host as with another connection, ssh or local, and run there inside a named network namespace, with the files of
    C(/etc/netns/NAME). Variables of that connection, such as C(ansible_host) and C(ansible_user), mean the same as ever.
  - Files are copied outside the namespace, because all network namespaces of a host have the same files.
options:
  namespace:
    description: The name of the network namespace.
    type: str
    required: true
    vars:
      - name: ansible_netns
  through:
    description: The connection to the host.
    type: str
    default: ssh
    vars:
      - name: ansible_netns_through
  enter:
    description:
      - The command that enters; the name of the namespace and the command follow it.
      - With C(sudo) as its first word, what runs in the namespace is run by the user of the connection again, so that C(become) means the same
        as ever.
    type: str
    default: ip netns exec
    vars:
      - name: ansible_netns_enter
author:
  - the authors of nsx
"""

import os
import shlex

from ansible.errors import AnsibleConnectionFailure
from ansible.plugins.connection import ConnectionBase
from ansible.plugins.loader import connection_loader


# Files are copied as the user of the connection, who has to own the directories that commands make.
AS_CALLER = 'exec setpriv --reuid="$SUDO_UID" --regid="$SUDO_GID" --init-groups --reset-env -- /bin/sh -c "$0"'


class Connection(ConnectionBase):
    """A connection inside another one, which Ansible knows as ssh_type_conn and gives its own options."""

    transport = 'nsx.shell.netns'
    has_pipelining = True

    def __init__(self, play_context, new_stdin, *args, **kwargs):
        super(Connection, self).__init__(play_context, new_stdin, *args, **kwargs)
        self._new_stdin = new_stdin
        self._outer = None

    @property
    def ssh_type_conn(self):
        if self._outer is None:
            self._outer = connection_loader.get(self.get_option('through'), self._play_context, self._new_stdin)
            if self._outer is None:
                raise AnsibleConnectionFailure('there is no connection %s' % self.get_option('through'))
        return self._outer

    @property
    def connected(self):
        return self._outer is not None and self._outer.connected

    def update_play_context(self, play_context):
        """Passes on what changes between tasks."""
        self._play_context = play_context
        self.ssh_type_conn._play_context = play_context

    def _connect(self):
        self.ssh_type_conn._connect()
        self._connected = True
        return self

    def _entering(self, cmd):
        name = self.get_option('namespace')
        if name.startswith('-') or '/' in name:
            raise AnsibleConnectionFailure('%s is not the name of a network namespace' % name)
        enter = shlex.split(self.get_option('enter'))
        inside = [AS_CALLER, cmd] if os.path.basename(enter[0]) == 'sudo' else [cmd]
        words = enter + [name, '/bin/sh', '-c'] + inside
        return ' '.join(shlex.quote(word) for word in words)

    def exec_command(self, cmd, in_data=None, sudoable=True):
        super(Connection, self).exec_command(cmd, in_data=in_data, sudoable=sudoable)
        self.ssh_type_conn.set_become_plugin(self.become)
        return self.ssh_type_conn.exec_command(self._entering(cmd), in_data=in_data, sudoable=sudoable)

    def put_file(self, in_path, out_path):
        super(Connection, self).put_file(in_path, out_path)
        return self.ssh_type_conn.put_file(in_path, out_path)

    def fetch_file(self, in_path, out_path):
        super(Connection, self).fetch_file(in_path, out_path)
        return self.ssh_type_conn.fetch_file(in_path, out_path)

    def reset(self):
        self.ssh_type_conn.reset()

    def close(self):
        if self._outer is not None:
            self._outer.close()
        self._connected = False
