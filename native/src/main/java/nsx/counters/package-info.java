/** What the protocols of a network namespace count (/proc/net/snmp, snmp6 and netstat), and what some of it means. */
package nsx.counters;
