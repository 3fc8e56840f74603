/** The resolver of a network namespace: its files (resolv.conf(5), hosts(5)) and its servers one by one. */
package nsx.resolve;
